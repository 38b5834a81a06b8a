import Foundation
import Storage
import Worker

/// `DB write TAG COUNT`, `DB hang`, `DB notify-after-row TOPIC`, `DB migrate`, where DB is the path
/// of a SQLite file or the URL of a PostgreSQL database.
func runDatabaseCommand(_ arguments: [String]) throws {
    let database = try openDatabase(arguments[0])
    switch arguments[1] {
    case "write": try writeRows(database, tag: arguments[2], count: Int(arguments[3]) ?? 0)
    case "hang": try hangInTransaction(database)
    case "notify-after-row": try notifyAfterRow(database, Topic(arguments[2]))
    case "migrate": try Migrator(JobQueue.migrations).migrate(database, at: .now())
    default: exit(2)
    }
}

func openDatabase(
    _ place: String, patience: Duration = PostgreSQLSettings().patience
) throws -> any Database {
    guard place.hasPrefix("postgres://") else { return try SQLiteDatabase(path: place) }
    var settings = PostgreSQLSettings()
    settings.patience = patience
    return try PostgreSQLDatabase(url: place, settings: settings)
}

/// One transaction a row of the table `rows (tag, number)`.
private func writeRows(_ database: any Database, tag: String, count: Int) throws {
    say("ready")
    for number in 0..<count {
        try database.write { db in
            try db.execute("INSERT INTO rows (tag, number) VALUES ($1, $2)", [tag, number])
        }
    }
}

private func notifyAfterRow(_ database: any Database, _ topic: Topic) throws {
    try database.write { db in
        try db.execute("INSERT INTO rows (tag, number) VALUES ('notified', 1)")
        db.notify(topic)
    }
    say("committed")
}

private func hangInTransaction(_ database: any Database) throws {
    try database.write { db in
        try db.execute("INSERT INTO rows (tag, number) VALUES ('hung', 1)")
        say("inside")
        stayForever()
    }
}
