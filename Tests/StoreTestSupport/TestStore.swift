internal import Foundation
public import Ingest
public import Storage
public import TestSupport
public import Worker
internal import Synchronization
internal import XCTest

/// A store of a test's own, empty at first, and what tests do with it.
public final class TestStore: Sendable {
    public let folder: TemporaryFolder
    public let store: Store
    /// Invariants that the test breaks on purpose.
    let broken = Mutex<Set<StoreInvariant>>([])

    public init(
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
    public init(_ folder: TemporaryFolder, _ store: Store) {
        self.folder = folder
        self.store = store
    }

    /// Writes a file outside of the store and returns its path.
    public func makeFile(_ bytes: [UInt8], named name: String = "file.pdf") throws -> String {
        let path = folder.path(name)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    /// Takes a sample document in.
    @discardableResult
    public func add(_ name: String) throws -> Receipt {
        try store.intake.add(path: SampleDocuments.path(name))
    }

    public func version(_ receipt: Receipt) throws -> Version {
        try store.catalog.version(named: receipt.versionID.text)
    }

    public func count(_ table: String) throws -> Int {
        try store.database.read { db in
            try db.first("SELECT COUNT(*) AS count FROM \(table)")?.int("count") ?? -1
        }
    }

    // MARK: - Reading

    public static func makeHelpers() -> HelperPool {
        HelperPool(.builtHelper, maxPayload: ExtractionLimits().maxPageBytes, maxWarm: 0)
    }

    public var duplicates: DuplicateSearch {
        DuplicateSearch(store: store, helpers: Self.makeHelpers())
    }

    /// Makes marked copies in processes of the program that was built.
    public var copies: CopyMaker {
        CopyMaker(
            blobs: store.blobs,
            helpers: HelperPool(
                HelperProcess.Executable(
                    path: HelperProcess.Executable.builtProgram,
                    arguments: [CopyHelper.subcommand]),
                maxPayload: CopyHelper.maxPayload, maxWarm: 0))
    }

    public func makeHandler(
        _ executable: HelperProcess.Executable = .builtHelper,
        limits: ExtractionLimits = ExtractionLimits(), blobs: (any BlobStore)? = nil
    ) -> ExtractionHandler {
        ExtractionHandler(
            database: store.database, blobs: blobs ?? store.blobs,
            helpers: HelperPool(executable, maxPayload: limits.maxPageBytes, maxWarm: 0),
            limits: limits)
    }

    public func makeRunner(
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
    public func readAll(
        _ executable: HelperProcess.Executable = .builtHelper,
        limits: ExtractionLimits = ExtractionLimits(), within seconds: Double = 30
    ) throws {
        let runner = makeRunner(makeHandler(executable, limits: limits))
        runner.start()
        defer { runner.drain() }
        try wait(within: seconds) { try self.liveJobs() == 0 }
    }

    private func liveJobs() throws -> Int {
        let counts = try store.queue.counts()
        return counts[.available, default: 0] + counts[.running, default: 0]
    }

    /// Waits for a commit of anybody that makes `condition` true.
    public func wait(
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
    public static let builtHelper = HelperProcess.Executable(
        path: builtProgram, arguments: [ExtractionHelper.subcommand])

    public static let builtProgram: String = {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        return ((tests ?? "") as NSString).deletingLastPathComponent + "/muniment"
    }()
}
