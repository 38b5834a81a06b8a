import Foundation
import Storage
import TestServers
import TestSupport
import Worker
import XCTest

/// Workers are killed and the server crashes; `make chaos` is the long run of the same.
final class QueueChaosTests: XCTestCase {
    private static let jobs = 3_000

    func testEveryJobHasItsEffectOnceThoughWorkersAndTheServerAreKilled() throws {
        let server = try PostgreSQLServer()
        let url = try server.makeDatabase()
        let database = try makeDatabase(url)
        var settings = MortalFleet.Settings()
        settings.count = 4
        let fleet = MortalFleet(
            program: TestTool.path, arguments: ["chaos", url], settings: settings)
        try fleet.start()
        try eventually("a third of the jobs", seconds: 60) {
            try completed(in: database) >= Self.jobs / 3
        }
        try server.restart(immediately: true)
        try eventually("the last job", seconds: 60) {
            try completed(in: database) == Self.jobs
        }
        try fleet.stop()
        XCTAssertGreaterThan(fleet.kills, 0)
        XCTAssertEqual(try effects(in: database), Array(1...Int64(Self.jobs)))
    }

    private func makeDatabase(_ url: String) throws -> any Database {
        var settings = PostgreSQLSettings()
        settings.patience = .seconds(30)
        let database = try PostgreSQLDatabase(url: url, settings: settings)
        try Migrator(JobQueue.migrations).migrate(database, at: database.now())
        try database.write { db in
            try db.execute("CREATE TABLE effects (job BIGINT NOT NULL)")
            let queue = JobQueue(database: database)
            for index in 0..<Self.jobs {
                // More attempts than a job could lose.
                let job = NewJob(
                    kind: "effect", tenant: "t\(index % 3)", subject: "s", maxAttempts: 1_000)
                try queue.enqueue(job, on: db)
            }
        }
        return database
    }

    private func completed(in database: any Database) throws -> Int {
        try JobQueue(database: database).counts()[.completed] ?? 0
    }

    /// The numbers of the jobs, ascending, each as often as it had its effect.
    private func effects(in database: any Database) throws -> [Int64] {
        try database.read { db in
            try db.query("SELECT job FROM effects ORDER BY job").map { try $0.integer("job") }
        }
    }
}
