import Foundation
import Storage
import TestServers
import Worker

/// What benchmarks do with the queue's tables on PostgreSQL, outside the clock.
enum QueueTables {
    private static let tenants = 4

    static func make(in database: any Database) throws {
        try Migrator(JobQueue.migrations).migrate(database, at: database.now())
    }

    /// Makes jobs of four tenants: enqueues one of each and has the server copy them.
    static func enqueue(
        _ count: Int, kind: String, maxAttempts: Int = 5, in database: any Database
    ) throws {
        let queue = JobQueue(database: database)
        try database.write { db in
            for tenant in 1...tenants {
                let job = NewJob(
                    kind: kind, tenant: "tenant-\(tenant)", subject: "s",
                    maxAttempts: maxAttempts)
                try queue.enqueue(job, on: db)
            }
            try db.execute(copyJobs, [count / tenants])
        }
    }

    private static let copyJobs = """
        INSERT INTO jobs (
            kind, tenant, subject, payload, priority, enqueued_at, run_at, rank, state, attempt,
            max_attempts, room, claim, cancel_requested, progress_done
        )
        SELECT
            kind, tenant, subject, payload, priority, enqueued_at, run_at, rank, state, attempt,
            max_attempts, room, claim, cancel_requested, progress_done
        FROM generate_series(2, $1) AS copy
        CROSS JOIN jobs
        ORDER BY copy, id
        """

    /// Has the server know its tables and write what it has not written, as before a
    /// peer's run.
    static func settle(_ url: String, on server: PostgreSQLServer) throws {
        let name = (url as NSString).lastPathComponent
        try server.execute("VACUUM ANALYZE", database: name)
        try server.execute("CHECKPOINT", database: name)
    }

    /// Returns when no job waits or runs; looks ten times a second.
    static func waitUntilIdle(_ database: any Database, seconds: Double = 600) throws {
        let deadline = Date(timeIntervalSinceNow: seconds)
        while try hasLiveJobs(database) {
            guard Date() < deadline else {
                throw BenchmarkFailure("the queue was not empty after \(Int(seconds)) s")
            }
            Thread.sleep(forTimeInterval: 0.1)
        }
    }

    private static func hasLiveJobs(_ database: any Database) throws -> Bool {
        try database.read { db in
            if try db.first(selectWaiting) != nil { return true }
            return try db.first(selectRunning) != nil
        }
    }

    // The order is that of an index: a look costs the workers nothing.
    private static let selectWaiting = """
        SELECT id
        FROM jobs
        WHERE state = 'available'
        ORDER BY tenant, rank, id
        LIMIT 1
        """

    private static let selectRunning = """
        SELECT id
        FROM jobs
        WHERE state = 'running'
        ORDER BY tenant, lease_until
        LIMIT 1
        """

    /// From the first claim to the last end.
    static func seconds(in database: any Database) throws -> Double {
        let row = try database.read { db in try db.first(selectSpan) }
        return Double(try row?.integer("span") ?? 0) / 1_000_000
    }

    private static let selectSpan = """
        SELECT MAX(finished_at) - MIN(claimed_at) AS span
        FROM jobs
        """
}
