import Foundation
import Ingest
import Storage
import Worker

/// A worker is killed in the middle of a document.
struct RecoveryCase: BenchmarkCase {
    static let name = "recovery"
    static let title = "kill -9 of a worker in the middle of a document of 300 pages"

    private static let document = "testdata/documents/register-300-pages.pdf"

    private let settings: BenchmarkSettings

    init(_ settings: BenchmarkSettings) {
        self.settings = settings
    }

    func run() throws {
        var delays: [Double] = []
        for _ in 0..<min(settings.rounds, 3) { delays.append(try measure()) }
        report("until the job runs again", Measurement(delays).text("s"))
    }

    /// The survivor runs all the time, so what is measured is the lease and the sweep.
    private func measure() throws -> Double {
        let scratch = try ScratchFolder()
        let store = try Store(folder: scratch.path, creating: true)
        let signal = store.database.listen(to: JobQueue.topic)
        let receipt = try store.intake.add(path: Self.document)
        let victim = try startWorker(scratch.path)
        try wait(for: signal, "pages of the first attempt") {
            try store.queue.find(receipt.jobID).progress.done >= 20
        }
        let survivor = try startWorker(scratch.path)
        kill(victim.processIdentifier, SIGKILL)
        let killedAt = Timestamp.now()
        let kept = try pages(store)
        try wait(for: signal, "the second attempt") {
            try store.queue.find(receipt.jobID).status.attempt == 2
        }
        let claimedAt = try store.queue.find(receipt.jobID).claimedAt ?? .now()
        try wait(for: signal, "the record") {
            try store.catalog.version(named: receipt.versionID.text).state.isSettled
        }
        survivor.terminate()
        survivor.waitUntilExit()
        let all = try pages(store)
        report("pages kept by the first attempt, in the end", "\(kept), \(all) of 300")
        return (claimedAt - killedAt).seconds
    }

    private func startWorker(_ folder: String) throws -> Process {
        let worker = Process()
        worker.executableURL = URL(fileURLWithPath: Product.path)
        worker.arguments = ["worker", "--data", folder]
        worker.standardError = FileHandle.nullDevice
        try worker.run()
        return worker
    }

    private func pages(_ store: Store) throws -> Int {
        try store.database.read { db in
            try db.query("SELECT COUNT(*) AS count FROM pages")[0].int("count")
        }
    }

    private func wait(
        for signal: Signal, _ what: String, _ isSo: () throws -> Bool
    ) throws {
        let deadline = Date(timeIntervalSinceNow: 60)
        while try !isSo() {
            guard Date() < deadline else {
                throw BenchmarkFailure("waited in vain for \(what)")
            }
            signal.wait(beyond: signal.current, until: Date(timeIntervalSinceNow: 0.02))
        }
    }
}
