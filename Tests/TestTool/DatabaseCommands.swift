import Foundation
import Storage
import Worker

/// `PATH write TAG COUNT`, `PATH hang`, `PATH notify-after-row TOPIC`, `PATH migrate`.
func runDatabaseCommand(_ arguments: [String]) throws {
    let database = try SQLiteDatabase(path: arguments[0])
    switch arguments[1] {
    case "write": try writeRows(database, tag: arguments[2], count: Int(arguments[3]) ?? 0)
    case "hang": try hangInTransaction(database)
    case "notify-after-row": try notifyAfterRow(database, Topic(arguments[2]))
    case "migrate": try Migrator(JobQueue.migrations).migrate(database, at: .now())
    default: exit(2)
    }
}

/// One transaction a row of the table `rows (tag, number)`.
private func writeRows(_ database: SQLiteDatabase, tag: String, count: Int) throws {
    say("ready")
    for number in 0..<count {
        try database.write { db in
            try db.execute("INSERT INTO rows (tag, number) VALUES ($1, $2)", [tag, number])
        }
    }
}

private func notifyAfterRow(_ database: SQLiteDatabase, _ topic: Topic) throws {
    try database.write { db in
        try db.execute("INSERT INTO rows (tag, number) VALUES ('notified', 1)")
        db.notify(topic)
    }
    say("committed")
}

private func hangInTransaction(_ database: SQLiteDatabase) throws {
    try database.write { db in
        try db.execute("INSERT INTO rows (tag, number) VALUES ('hung', 1)")
        say("inside")
        stayForever()
    }
}
