import Foundation
import Storage
import TestSupport
import XCTest

@testable import Worker

/// A handler whose work is a closure.
struct ClosureHandler: JobHandler {
    let kind: String
    let body: @Sendable (JobRun) throws -> JobOutcome

    func run(_ run: JobRun) throws -> JobOutcome { try body(run) }
}

/// A database with a queue, a runner, and what the runner reported.
final class RunnerFixture: Sendable {
    /// Of the SQLite database.
    let folder: TemporaryFolder
    let database: FaultyDatabase
    let queue: JobQueue
    let runner: JobRunner
    let troubles = Recorder<JobRunner.Trouble>()

    /// The runner's jobs are of the kind `test`. It looks for work by itself only
    /// every 30 seconds, unless `change` says otherwise. The database is SQLite unless
    /// another one is given, which is empty.
    init(
        on database: (any Database)? = nil, slots: Int = 2, drainGrace: Duration = .seconds(20),
        _ change: (inout JobQueueSettings) -> Void = { _ in },
        body: @escaping @Sendable (JobRun) throws -> JobOutcome
    ) throws {
        folder = try TemporaryFolder()
        self.database = FaultyDatabase(
            try database ?? SQLiteDatabase(path: folder.path("test.db")))
        let database = self.database
        try Migrator(JobQueue.migrations).migrate(database, at: .now())
        try database.write { try $0.execute("CREATE TABLE effects (job BIGINT NOT NULL)") }
        var settings = JobQueueSettings()
        settings.sweep = .seconds(30)
        settings.retry.base = .milliseconds(1)
        change(&settings)
        queue = JobQueue(database: database, settings: settings)
        var running = JobRunner.Settings()
        running.slots = slots
        running.drainGrace = drainGrace
        runner = JobRunner(
            queue: queue, handlers: [ClosureHandler(kind: "test", body: body)],
            settings: running
        ) { [troubles] in troubles.note($0) }
    }

    deinit {
        runner.drain()
    }

    @discardableResult
    func enqueue(
        _ kind: String = "test", tenant: String = "t", maxAttempts: Int = 5
    ) throws -> JobID {
        let job = NewJob(kind: kind, tenant: tenant, subject: "s", maxAttempts: maxAttempts)
        return try database.write { try queue.enqueue(job, on: $0).id }
    }

    /// Waits until the job is in this state and returns it.
    @discardableResult
    func wait(for state: JobState, of id: JobID) throws -> Job {
        let topic = state.isFinal ? JobQueue.endTopic : JobQueue.topic
        try database.listen(to: topic).wait("job \(id) to be \(state)") {
            try queue.find(id).status.state == state
        }
        return try queue.find(id)
    }

    /// The jobs that have written their effect, once for each time.
    func effects() throws -> [JobID] {
        try database.read { db in
            try db.query("SELECT job FROM effects").map { JobID(try $0.integer("job")) }
        }
    }

    /// The outcome of a job whose effect is a row.
    static func effect(_ run: JobRun) -> JobOutcome {
        .completed { db in
            try db.execute("INSERT INTO effects (job) VALUES ($1)", [run.job.id])
        }
    }

    /// Works until it is asked to stop, then stops as it should.
    static func workUntilStopped(_ run: JobRun) throws -> JobOutcome {
        try eventually("a reason to stop") { run.stopReason != nil }
        try run.checkStop()
        return effect(run)
    }
}
