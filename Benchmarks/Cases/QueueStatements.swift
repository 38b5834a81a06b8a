import Foundation
import Storage

/// What the statements of the queue have cost, by `pg_stat_statements`.
struct QueueStatements {
    /// What a server must be started with.
    static let serverSettings = [
        "shared_preload_libraries": "pg_stat_statements",
        "pg_stat_statements.track_planning": "on",
    ]

    /// A kind of statement.
    struct Cost {
        let calls: Int
        /// Planned and executed, in the server.
        let seconds: Double
    }

    /// Those that name the table of the jobs: claims, renewals, checkpoints, ends, looks
    /// for lapsed leases.
    let jobs: Cost
    /// Of all transactions, those that read nothing but the record among them.
    let commits: Cost
    /// How long a client waits for the answer to a statement that does nothing.
    let roundTrip: Double

    /// Prints their share of the workers' time.
    ///
    /// - Parameters:
    ///   - busy: The time of all workers together, from the first claim to the last end.
    ///   - workerCPU: The processor time of the workers and their helpers.
    func print(ofSeconds busy: Double, workerCPU: Double) {
        let waited = jobs.seconds + Double(jobs.calls) * roundTrip
        report(
            "queue statements",
            String(
                format: "%d, %.2f s in the server, %.2f s with their way there and back (%.0f µs)",
                jobs.calls, jobs.seconds, waited, roundTrip * 1_000_000))
        report("  share of the workers' time", String(format: "%.2f %%", waited / busy * 100))
        report(
            "  in the server, to the workers' CPU",
            String(format: "%.2f %%", jobs.seconds / workerCPU * 100))
        let all = waited + commits.seconds + Double(commits.calls) * roundTrip
        report(
            "  with every COMMIT, records' included",
            String(
                format: "%d, %.2f s; %.2f %% of the workers' time", commits.calls, commits.seconds,
                all / busy * 100))
    }

    /// Counts from its making on.
    struct Counter {
        private let database: any Database

        init(in database: any Database) throws {
            self.database = database
            try database.write { db in
                try db.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
            }
            _ = try database.read { db in try db.query("SELECT pg_stat_statements_reset()") }
        }

        func read() throws -> QueueStatements {
            let jobs = try cost("query ~ '\\mjobs\\M' AND query !~ 'ORDER BY tenant'")
            let commits = try cost("query = 'COMMIT'")
            return QueueStatements(
                jobs: jobs, commits: commits, roundTrip: try measureRoundTrip())
        }

        private func cost(_ condition: String) throws -> Cost {
            let row = try database.read { db in
                try db.query(
                    """
                    SELECT
                        CAST(COALESCE(SUM(calls), 0) AS BIGINT) AS calls,
                        CAST(COALESCE(SUM(total_exec_time + total_plan_time), 0) * 1000 AS BIGINT)
                            AS microseconds
                    FROM pg_stat_statements
                    WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
                        AND \(condition)
                    """)[0]
            }
            return Cost(
                calls: try row.int("calls"),
                seconds: Double(try row.integer("microseconds")) / 1_000_000)
        }

        /// While the workers are idle.
        private func measureRoundTrip() throws -> Double {
            try database.read { db in
                let readings = try (0..<500).map { _ in
                    try Measurement.seconds { _ = try db.query("SELECT 1 AS one") }
                }
                return Measurement(readings).median
            }
        }
    }
}
