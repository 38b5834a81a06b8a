import Foundation
import Ingest
import Storage
import Worker

/// How long one page takes while nothing else is to be done.
struct SinglePageCase: BenchmarkCase {
    static let name = "single-page"
    static let title = "A document of one page, from add to ready"

    private static let document = "testdata/documents/invoice-2026-0417.pdf"
    private static let documents = 60

    init(_ settings: BenchmarkSettings) {}

    /// In one process as a server is, one document after the other; the clock runs
    /// from before the first byte is read until the signal that the record is there.
    func run() throws {
        let scratch = try ScratchFolder()
        let store = try Store(folder: scratch.path + "/data", creating: true)
        let helpers = HelperPool(
            HelperProcess.Executable(
                path: Product.path, arguments: [ExtractionHelper.subcommand]),
            maxPayload: ExtractionLimits().maxPageBytes, maxWarm: 2)
        helpers.prepare()
        let runner = JobRunner(
            queue: store.queue,
            handlers: [
                ExtractionHandler(database: store.database, blobs: store.blobs, helpers: helpers)
            ],
            report: { print("trouble: \($0)") })
        runner.start()
        let signal = store.database.listen(to: JobQueue.endTopic)
        var readings: [Double] = []
        for _ in 0..<Self.documents {
            readings.append(try Measurement.seconds { try addAndWait(store, signal) } * 1_000)
        }
        runner.drain()
        let measurement = Measurement(Array(readings.dropFirst(5)))
        report("add to ready, in process", measurement.text("ms"))
        report("95th percentile", String(format: "%.1f ms", measurement.p95))
        try wholeProcess()
    }

    private func addAndWait(_ store: Store, _ signal: Signal) throws {
        var seen = signal.current
        let receipt = try store.intake.add(path: Self.document)
        while try !store.catalog.version(named: receipt.versionID.text).state.isSettled {
            seen = signal.wait(beyond: seen, until: Date(timeIntervalSinceNow: 10))
        }
    }

    private func wholeProcess() throws {
        let scratch = try ScratchFolder()
        let readings = try (0..<20).map { _ in
            try Product.run(
                Product.path, ["add", "--json", "--data", scratch.path, Self.document]
            ).seconds * 1_000
        }
        report("muniment add, the whole process", Measurement(readings).text("ms"))
    }
}
