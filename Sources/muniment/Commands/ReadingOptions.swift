import API
import Foundation
import Ingest
import PDF
import Sharing
import Storage
import Worker

/// The options of commands that read documents, and what they set.
struct ReadingOptions {
    static let options: [CommandOption] = [
        .value("workers", letter: "w", "N", help: "Documents read at once; one a core by default."),
        .value(
            "guests", "N", default: "\(JobRunner.Settings().guests)",
            help: "Places beyond them, for tenants that run nothing while others hold all."),
        .value(
            "page-seconds", "TIME", default: "15s",
            help: "A page that gives nothing for so long is given up."),
        .value(
            "document-seconds", "TIME", default: "100s",
            help: "Pages not read by then are given up."),
        .value(
            "helper-memory", "SIZE", default: "2GiB",
            help: "The address space of a process that reads a document."),
        .value(
            "sandbox", "warn|require", default: SandboxPolicy.warn.rawValue,
            help: "What to do on a kernel that cannot confine the processes that read."),
        .value("max-pages", "N", default: "20000", help: "A longer document is refused."),
        .value(
            "thumbnail-pixels", "N", default: "320", help: "The longest side of a page's picture."),
        .value(
            "plain-radius", "BITS", default: "\(MatchSettings().plainRadius)",
            help: "How far apart the hashes of two pages may be to be compared, of 256."),
        .value(
            "moment-radius", "BITS", default: "\(MatchSettings().momentRadius)",
            help: "The same for the hashes of their straightened ink."),
        .value(
            "match-candidates", "N", default: "\(MatchSettings().maxCandidates)",
            help: "Documents that are compared in full with one, at most."),
    ]

    /// Below it the reader itself has no room.
    private static let minHelperBytes = 256 << 20

    /// What a helper may use beyond the document's time, for its start and end.
    private static let spareCPUSeconds = 20

    let workers: Int
    private let guests: Int
    let limits: ExtractionLimits
    let matching: MatchSettings

    init(_ arguments: ParsedArguments) throws {
        workers =
            try arguments.integer("workers", in: 1...256)
            ?? ProcessInfo.processInfo.activeProcessorCount
        guests = try arguments.requiredInteger("guests", in: 0...256)
        var limits = ExtractionLimits()
        limits.pageSeconds =
            try arguments.requiredDuration("page-seconds", in: .seconds(1)...(.seconds(3_600)))
            .seconds
        limits.documentSeconds =
            try arguments.requiredDuration("document-seconds", in: .seconds(1)...(.seconds(86_400)))
            .seconds
        // A second look is a shorter one.
        limits.salvageSeconds = min(limits.salvageSeconds, limits.pageSeconds)
        // A backstop: a helper that makes no progress is killed long before.
        limits.confinement.maxCPUSeconds = Int(limits.documentSeconds) + Self.spareCPUSeconds
        limits.confinement.maxMemoryBytes = try arguments.requiredByteCount("helper-memory")
        if limits.confinement.maxMemoryBytes < Self.minHelperBytes {
            throw arguments.error(
                "'--helper-memory' is too small to open any document",
                remedy: "Give at least \(ByteCountText.short(Self.minHelperBytes)).")
        }
        limits.confinement.requiresSandbox = try SandboxPolicy(arguments) == .require
        limits.reading.maxPages = try arguments.requiredInteger("max-pages", in: 1...1_000_000)
        limits.reading.rasterSide = try arguments.requiredInteger(
            "thumbnail-pixels", in: 64...2_000)
        self.limits = limits
        matching = try MatchSettings(arguments)
    }

    /// A runner that reads the store's documents; not started yet, but its helpers
    /// are. `drainGrace` is the runner's own where it is `nil`; `process` counts what is done.
    func makeRunner(
        for store: Store, reportingTo terminal: Terminal, drainGrace: Duration? = nil,
        counting process: ServedProcess = ServedProcess(version: Muniment.version)
    ) -> JobRunner {
        if let shortcoming = SandboxSupport.present.shortcoming {
            terminal.report("warning: \(shortcoming)")
        }
        let helpers = makeHelpers(countedIn: process.helpers)
        helpers.prepare()
        var settings = JobRunner.Settings()
        settings.slots = workers
        settings.guests = guests
        if let drainGrace { settings.drainGrace = drainGrace }
        return JobRunner(
            queue: store.queue,
            handlers: [
                ExtractionHandler(
                    database: store.database, blobs: store.blobs, helpers: helpers, limits: limits),
                MatchHandler(store: store, helpers: helpers, limits: limits),
            ],
            settings: settings, metrics: process.jobs,
            report: { trouble in terminal.report(Self.text(of: trouble)) })
    }

    /// Helpers that read documents; none is started yet.
    func makeHelpers(countedIn counts: HelperCounts = HelperCounts()) -> HelperPool {
        Self.makeHelpers(limits, maxWarm: workers, countedIn: counts)
    }

    /// A search that starts helpers when a file or a picture is asked for.
    func makeSearch(of store: Store) -> DuplicateSearch {
        DuplicateSearch(store: store, helpers: makeHelpers(), limits: limits)
    }

    /// The same with the limits that hold where nothing is said.
    static func makeSearch(of store: Store) -> DuplicateSearch {
        let limits = ExtractionLimits()
        return DuplicateSearch(
            store: store,
            helpers: makeHelpers(limits, maxWarm: 1, countedIn: HelperCounts()), limits: limits)
    }

    /// What can be done with the store's documents, with the limits that hold where nothing is
    /// said.
    static func makeOperations(on store: Store) -> DocumentOperations {
        DocumentOperations(
            store: store, duplicateSearch: makeSearch(of: store), copies: makeCopies(of: store))
    }

    /// What makes marked copies, in a process each.
    static func makeCopies(of store: Store) -> CopyMaker {
        CopyMaker(
            blobs: store.blobs,
            helpers: HelperPool(
                HelperProcess.Executable(
                    path: "/proc/self/exe", arguments: [CopyHelper.subcommand]),
                maxPayload: CopyHelper.maxPayload, maxWarm: 0))
    }

    private static func makeHelpers(
        _ limits: ExtractionLimits, maxWarm: Int, countedIn counts: HelperCounts
    ) -> HelperPool {
        HelperPool(
            HelperProcess.Executable(
                path: "/proc/self/exe", arguments: [ExtractionHelper.subcommand]),
            maxPayload: limits.maxPageBytes, maxWarm: maxWarm, counts: counts)
    }

    private static func text(of trouble: JobRunner.Trouble) -> String {
        switch trouble {
        case .defect(let job, let error): "warning: job \(job.id): \(error)"
        case .leaseLost(let job):
            "warning: job \(job.id): its lease ran out and another worker may have it; "
                + "this attempt changes nothing more"
        case .queueUnavailable(let error): "warning: the queue cannot be reached: \(error)"
        }
    }
}

extension MatchSettings {
    fileprivate init(_ arguments: ParsedArguments) throws {
        self.init()
        plainRadius = try arguments.requiredInteger("plain-radius", in: 0...128)
        momentRadius = try arguments.requiredInteger("moment-radius", in: 0...128)
        maxCandidates = try arguments.requiredInteger("match-candidates", in: 1...10_000)
    }
}
