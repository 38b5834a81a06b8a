import Foundation
import Storage
import TestServers
import Worker

/// Jobs with one effect each, while workers are killed and the server goes away.
struct QueueChaosCase: BenchmarkCase {
    static let name = "queue-chaos"
    static let title =
        "100,000 jobs with one effect each; 8 workers killed at random, PostgreSQL restarted 3 times"

    /// Makes this executable one of the workers.
    static let childArgument = "queue-chaos-child"

    private static let jobs = 100_000
    private static let slots = 16
    /// Shorter than in earnest, so that the jobs of the dead come back soon.
    private static let lease: Duration = .seconds(2)
    /// More than the deaths that one job could meet.
    private static let attempts = 1_000
    /// The parts of the jobs after which the server is restarted, and how.
    private static let restarts = [
        (after: 0.25, immediately: false), (after: 0.5, immediately: true),
        (after: 0.75, immediately: false),
    ]

    private let rounds: Int

    init(_ settings: BenchmarkSettings) {
        rounds = settings.wantedRounds ?? 1
    }

    func run() throws {
        for round in 1...rounds { try runOnce(seed: UInt64(round)) }
    }

    private func runOnce(seed: UInt64) throws {
        let server = try PostgreSQLServer(durable: true)
        let url = try server.makeDatabase()
        let database = try Self.open(url)
        try QueueTables.make(in: database)
        try database.write { db in try db.execute("CREATE TABLE effects (job BIGINT NOT NULL)") }
        try QueueTables.enqueue(
            Self.jobs, kind: "effect", maxAttempts: Self.attempts, in: database)

        var fleetSettings = MortalFleet.Settings()
        fleetSettings.seed = seed
        let fleet = MortalFleet(
            program: Product.ownPath, arguments: [Self.childArgument, url],
            settings: fleetSettings)
        let seconds = try Measurement.seconds {
            try fleet.start()
            for restart in Self.restarts {
                try wait(untilCompleted: Int(Double(Self.jobs) * restart.after), in: database)
                try server.restart(immediately: restart.immediately)
            }
            try QueueTables.waitUntilIdle(database)
        }
        let kills = fleet.kills
        try fleet.stop()
        report("seed", "\(seed)")
        report("time", String(format: "%.1f s", seconds))
        report("kills of workers", "\(kills)")
        report("restarts of PostgreSQL", "\(Self.restarts.count), one of them immediate")
        try judge(Effects(in: database, jobs: Self.jobs))
    }

    private func judge(_ effects: Effects) throws {
        report("attempts lost to deaths and restarts", "\(effects.lostAttempts)")
        report("jobs completed", "\(effects.completed) of \(Self.jobs)")
        report("missing effects", "\(effects.missing)")
        report("double effects", "\(effects.double)")
        guard effects.areExact else {
            throw BenchmarkFailure("the effects of the jobs are not exactly one each")
        }
    }

    private func wait(untilCompleted count: Int, in database: any Database) throws {
        let queue = JobQueue(database: database)
        let deadline = Date(timeIntervalSinceNow: 600)
        while try queue.counts()[.completed] ?? 0 < count {
            guard Date() < deadline else {
                throw BenchmarkFailure("fewer than \(count) jobs were completed in 600 s")
            }
            Thread.sleep(forTimeInterval: 0.2)
        }
    }

    /// A database whose calls outlast a restart of the server.
    private static func open(_ url: String) throws -> PostgreSQLDatabase {
        var settings = PostgreSQLSettings()
        settings.patience = .seconds(30)
        return try PostgreSQLDatabase(url: url, settings: settings)
    }

    // MARK: - In a worker

    /// Works until it is killed.
    static func runChild(_ arguments: [String]) throws {
        guard let url = arguments.first else { return }
        var settings = JobQueueSettings()
        settings.lease = lease
        settings.renewal = lease / 4
        settings.sweep = .milliseconds(200)
        var running = JobRunner.Settings()
        running.slots = slots
        // What the server's restart does to a worker is not worth a line each.
        let runner = JobRunner(
            queue: JobQueue(database: try open(url), settings: settings),
            handlers: [EffectHandler()], settings: running, report: { _ in })
        runner.start()
        let parent = getppid()
        while getppid() == parent { Thread.sleep(forTimeInterval: 1) }
    }

    /// Its effect is a row, written as the job ends.
    private struct EffectHandler: JobHandler {
        let kind = "effect"

        func run(_ run: JobRun) throws -> JobOutcome {
            .completed { db in
                try db.execute("INSERT INTO effects (job) VALUES ($1)", [run.job.id])
            }
        }
    }

    // MARK: - In the end

    /// What the jobs left behind.
    private struct Effects {
        let completed: Int
        let missing: Int
        let double: Int
        let lostAttempts: Int
        let areExact: Bool

        init(in database: any Database, jobs: Int) throws {
            let row = try database.read { db in try db.query(Self.select)[0] }
            completed = try row.int("completed")
            missing = try row.int("missing")
            double = try row.int("double")
            lostAttempts = try row.int("lost_attempts")
            areExact = completed == jobs && missing == 0 && double == 0
        }

        private static let select = """
            SELECT
                (SELECT COUNT(*) FROM jobs WHERE state = 'completed') AS completed,
                (
                    SELECT COUNT(*)
                    FROM jobs
                    WHERE NOT EXISTS (SELECT 1 FROM effects WHERE effects.job = jobs.id)
                ) AS missing,
                (SELECT COUNT(*) - COUNT(DISTINCT job) FROM effects) AS double,
                (SELECT COUNT(*) FROM job_errors) AS lost_attempts
            """
    }
}
