import Foundation
import Storage
import Worker

/// `DB`, a SQLite file or the URL of a PostgreSQL database: a worker whose jobs, of the kind
/// `effect`, leave a row each in `effects`. Works until it is killed.
func runChaosCommand(_ arguments: [String]) throws {
    var settings = JobQueueSettings()
    settings.lease = .seconds(1)
    settings.renewal = .milliseconds(250)
    settings.sweep = .milliseconds(100)
    var running = JobRunner.Settings()
    running.slots = 8
    // A server that restarts is what the test is about; it is not worth a line.
    let runner = JobRunner(
        queue: JobQueue(
            database: try openDatabase(arguments[0], patience: .seconds(30)),
            settings: settings),
        handlers: [EffectHandler()], settings: running, report: { _ in })
    runner.start()
    stayForever()
}

private struct EffectHandler: JobHandler {
    let kind = "effect"

    func run(_ run: JobRun) throws -> JobOutcome {
        .completed { db in
            try db.execute("INSERT INTO effects (job) VALUES ($1)", [run.job.id])
        }
    }
}
