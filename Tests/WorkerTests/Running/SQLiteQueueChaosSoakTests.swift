import Foundation
import Storage
import TestServers
import TestSupport
import Worker
import XCTest

/// Eight processes share the jobs of one SQLite file and are killed at random; for PostgreSQL see
/// `QueueChaosTests`.
final class SQLiteQueueChaosSoakTests: XCTestCase {
    private static let jobs = Soak.rounds(short: 2_000, long: 100_000)

    func testEveryJobHasItsEffectOnceThoughWorkersAreKilled() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("jobs.db")
        let database = try makeDatabase(path)
        var settings = MortalFleet.Settings()
        settings.seed = Soak.seed
        if !Soak.isLong { settings.pause = 0.02...0.1 }
        let fleet = MortalFleet(
            program: TestTool.path, arguments: ["chaos", path], settings: settings)
        try fleet.start()
        try eventually("the last job", seconds: Double(Soak.rounds(short: 60, long: 1_800))) {
            try JobQueue(database: database).counts()[.completed] == Self.jobs
        }
        try fleet.stop()
        XCTAssertGreaterThan(fleet.kills, 0)
        XCTAssertEqual(try effects(in: database), Array(1...Int64(Self.jobs)))
        XCTAssertEqual(try integrity(of: database), ["ok"])
        print("queue on SQLite: \(Self.jobs) jobs, \(fleet.kills) kills, seed \(Soak.seed)")
    }

    private func makeDatabase(_ path: String) throws -> SQLiteDatabase {
        let database = try SQLiteDatabase(path: path)
        try Migrator(JobQueue.migrations).migrate(database, at: database.now())
        let queue = JobQueue(database: database)
        try database.write { db in
            try db.execute("CREATE TABLE effects (job BIGINT NOT NULL)")
            for index in 0..<Self.jobs {
                // More attempts than a job could lose.
                let job = NewJob(
                    kind: "effect", tenant: "t\(index % 3)", subject: "s", maxAttempts: 1_000)
                try queue.enqueue(job, on: db)
            }
        }
        return database
    }

    /// The numbers of the jobs, ascending, each as often as it had its effect.
    private func effects(in database: any Database) throws -> [Int64] {
        try database.read { db in
            try db.query("SELECT job FROM effects ORDER BY job").map { try $0.integer("job") }
        }
    }

    private func integrity(of database: any Database) throws -> [String] {
        try database.read { db in
            try db.query("PRAGMA integrity_check").map { try $0.text("integrity_check") }
        }
    }
}
