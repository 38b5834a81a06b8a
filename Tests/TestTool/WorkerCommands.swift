import Foundation
import Storage
import Worker

/// `PATH enqueue KIND`, `PATH hold KIND LEASE-MILLISECONDS`.
func runWorkerCommand(_ arguments: [String]) throws {
    let database = try SQLiteDatabase(path: arguments[0])
    switch arguments[1] {
    case "enqueue": try enqueue(arguments[2], in: database)
    case "hold": try holdJob(of: arguments[2], lease: arguments[3], in: database)
    default: exit(2)
    }
}

private func enqueue(_ kind: String, in database: SQLiteDatabase) throws {
    let queue = JobQueue(database: database)
    _ = try database.write { db in
        try queue.enqueue(NewJob(kind: kind, tenant: "t", subject: "s"), on: db)
    }
}

/// Claims one job and never ends it, but renews its lease until it is killed.
private func holdJob(
    of kind: String, lease milliseconds: String, in database: SQLiteDatabase
) throws {
    var settings = JobQueueSettings()
    settings.lease = .milliseconds(Int(milliseconds) ?? 0)
    settings.renewal = .milliseconds((Int(milliseconds) ?? 0) / 4)
    let queue = JobQueue(database: database, settings: settings)
    let runner = JobRunner(queue: queue, handlers: [Holder(kind: kind)]) { _ in }
    runner.start()
    stayForever()
}

private struct Holder: JobHandler {
    let kind: String

    func run(_ run: JobRun) throws -> JobOutcome {
        try run.checkpoint(JobProgress(done: 1, total: 2)) { _ in }
        say("held \(run.job.id)")
        stayForever()
    }
}
