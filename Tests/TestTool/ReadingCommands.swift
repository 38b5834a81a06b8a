import Foundation
import Ingest
import Storage
import Worker

/// `LEASE-MILLISECONDS FOLDER [DATABASE-URL BUCKET-URL]`: `muniment worker` with such a lease,
/// which reads one document at a time and says in a line what it would report. Works until it is
/// killed.
func runReadingCommand(_ arguments: [String]) throws {
    let lease = Int(arguments[0]) ?? 0
    var settings = StoreSettings()
    settings.queue.lease = .milliseconds(lease)
    settings.queue.renewal = .milliseconds(lease / 4)
    settings.queue.sweep = .milliseconds(lease / 4)
    let store = try Store(
        location: location(Array(arguments.dropFirst())), creating: false, settings: settings)
    var running = JobRunner.Settings()
    running.slots = 1
    let helpers = HelperPool(
        HelperProcess.Executable(
            path: programPath(), arguments: [ExtractionHelper.subcommand]),
        maxPayload: ExtractionLimits().maxPageBytes, maxWarm: 0)
    let runner = JobRunner(
        queue: store.queue,
        handlers: [
            ExtractionHandler(database: store.database, blobs: store.blobs, helpers: helpers),
            MatchHandler(store: store, helpers: helpers),
        ],
        settings: running, report: { say(text(of: $0)) })
    runner.start()
    say("working")
    stayForever()
}

private func location(_ words: [String]) -> StoreLocation {
    StoreLocation(
        folder: words[0], database: words.count > 1 ? DatabaseURL(words[1]) : nil,
        blobs: words.count > 2 ? BlobsURL(words[2]) : nil)
}

/// The program that was built beside this one.
private func programPath() -> String {
    URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appendingPathComponent("muniment").path
}

private func text(of trouble: JobRunner.Trouble) -> String {
    switch trouble {
    case .defect(let job, let error): "defect \(job.id) \(error)"
    case .leaseLost(let job): "late \(job.id)"
    case .queueUnavailable(let error): "unavailable \(error)"
    }
}
