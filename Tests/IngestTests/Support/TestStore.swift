import Foundation
import Storage
import TestSupport

import XCTest

@testable import Ingest
@testable import Worker

/// A store of a test's own, empty at first, and what tests do with it.
final class TestStore: Sendable {
    let folder: TemporaryFolder
    let store: Store

    init(
        _ settings: JobQueueSettings = JobQueueSettings(), arrivals: ArrivalPolicy = .report,
        on engine: TestEngine = .embedded
    ) throws {
        folder = try TemporaryFolder()
        var all = StoreSettings()
        all.arrivalPolicy = arrivals
        all.queue = settings
        store = try Store(
            location: engine.makeLocation(in: folder, named: "store"), creating: true,
            settings: all)
    }

    /// A store that is open already, in this folder.
    init(_ folder: TemporaryFolder, _ store: Store) {
        self.folder = folder
        self.store = store
    }

    /// Writes a file outside of the store and returns its path.
    func makeFile(_ bytes: [UInt8], named name: String = "file.pdf") throws -> String {
        let path = folder.path(name)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    /// Takes a sample document in.
    @discardableResult
    func add(_ name: String) throws -> Receipt {
        try store.intake.add(path: SampleDocuments.path(name))
    }

    func version(_ receipt: Receipt) throws -> Version {
        try store.catalog.version(named: receipt.versionID.text)
    }

    func count(_ table: String) throws -> Int {
        try store.database.read { db in
            try db.first("SELECT COUNT(*) AS count FROM \(table)")?.int("count") ?? -1
        }
    }

    // MARK: - Reading

    func makeHandler(
        _ executable: HelperProcess.Executable = .builtHelper,
        limits: ExtractionLimits = ExtractionLimits(),
        onThumbnail: @escaping @Sendable (Int) throws -> Void = { _ in }
    ) -> ExtractionHandler {
        ExtractionHandler(
            database: store.database,
            blobs: CountingBlobStore(store.blobs, onPut: onThumbnail),
            helpers: HelperPool(executable, maxPayload: limits.maxPageBytes, maxWarm: 0),
            limits: limits)
    }

    static func makeHelpers() -> HelperPool {
        HelperPool(.builtHelper, maxPayload: ExtractionLimits().maxPageBytes, maxWarm: 0)
    }

    var duplicates: DuplicateSearch {
        DuplicateSearch(store: store, helpers: Self.makeHelpers())
    }

    func makeRunner(
        _ handler: ExtractionHandler, slots: Int = 2, drainGrace: Duration = .seconds(8)
    ) -> JobRunner {
        var settings = JobRunner.Settings()
        settings.slots = slots
        settings.drainGrace = drainGrace
        let matching = MatchHandler(store: store, helpers: Self.makeHelpers())
        return JobRunner(queue: store.queue, handlers: [handler, matching], settings: settings) {
            XCTFail("the runner reports \($0)")
        }
    }

    /// Runs every job to its end.
    func readAll(
        _ executable: HelperProcess.Executable = .builtHelper,
        limits: ExtractionLimits = ExtractionLimits(), within seconds: Double = 30
    ) throws {
        let runner = makeRunner(makeHandler(executable, limits: limits))
        runner.start()
        defer { runner.drain() }
        try wait(within: seconds) { try self.liveJobs() == 0 }
    }

    /// Takes the only job that is due, as a worker would.
    func claim(for worker: String = "first") throws -> JobRun {
        let job = try XCTUnwrap(
            store.queue.claim(1, of: [ExtractionHandler.jobKind], for: worker).first)
        return JobRun(job, queue: store.queue, capacity: Capacity(0))
    }

    /// Ends a job as its worker does.
    func complete(_ run: JobRun, _ outcome: JobOutcome) throws {
        switch outcome {
        case .completed(let body): try store.queue.complete(run.job, body)
        }
    }

    private func liveJobs() throws -> Int {
        let counts = try store.queue.counts()
        return counts[.available, default: 0] + counts[.running, default: 0]
    }

    /// Waits for a commit of anybody that makes `condition` true.
    func wait(
        within seconds: Double = 30, line: UInt = #line, until condition: () throws -> Bool
    ) throws {
        let signal = store.database.listen(to: JobQueue.endTopic)
        let deadline = Date(timeIntervalSinceNow: seconds)
        var seen = signal.current
        while !(try condition()) {
            guard Date() < deadline else {
                XCTFail("nothing came within \(seconds) s", line: line)
                return
            }
            seen = signal.wait(
                beyond: seen, until: min(deadline, Date(timeIntervalSinceNow: 0.25)))
        }
    }
}

extension HelperProcess.Executable {
    /// The program that was built beside the tests.
    static let builtHelper = HelperProcess.Executable(
        path: builtProgram, arguments: [ExtractionHelper.subcommand])

    static let builtProgram: String = {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        return ((tests ?? "") as NSString).deletingLastPathComponent + "/muniment"
    }()
}
