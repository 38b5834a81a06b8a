import Foundation
import Ingest
import Storage
import Worker

/// `muniment add`: takes files in and waits until they are read.
struct AddCommand: Command {
    static let specification = CommandSpecification(
        name: "add",
        summary: "Store PDF files and read them.",
        discussion: """
            In folders, all PDFs are taken. A file that is refused does not keep the others out: \
            the exit code is then 3 and each refusal is named. What was acknowledged is safe, \
            even when this command is interrupted; `muniment worker` reads the rest.
            """,
        positionals: [
            PositionalArgument(
                "file", .oneOrMore, help: "A PDF file, or a folder of them.", display: "FILE|DIR")
        ],
        options: [
            .value("title", letter: "t", "TITLE", help: "The title, for a single file."),
            .flag("no-wait", help: "Return as soon as the files are stored."),
            .value("max-bytes", "SIZE", default: "100MiB", help: "A larger file is refused."),
            .value(
                "max-waiting", "N", default: "1000000",
                help: "While so many documents wait to be read, files are refused."),
            .value(
                "on-duplicate", "POLICY", default: "\(ArrivalPolicy.report.rawValue)",
                help: "What becomes of another form of a stored document: report, link (a new "
                    + "version of it) or refuse."),
        ] + ReadingOptions.options,
        examples: [
            CommandExample(command: "muniment add contract.pdf", explanation: "Store one file."),
            CommandExample(
                command: "muniment add scans/ --json",
                explanation: "Store a folder, a line of JSON a file."),
            CommandExample(
                command: "muniment add --no-wait inbox/", explanation: "Leave reading to a worker."),
            CommandExample(
                command: "muniment add --on-duplicate link scans/",
                explanation: "Keep scans of stored documents as their versions."),
        ])

    private let arguments: ParsedArguments
    private let files: [String]
    private let title: String?
    private let maxBytes: Int
    private let waits: Bool
    private let queueSettings: JobQueueSettings
    private let policy: ArrivalPolicy
    private let reading: ReadingOptions

    /// How long an interrupted command lets documents be finished.
    private static let interruptionGrace: Duration = .seconds(2)

    init(_ arguments: ParsedArguments) throws {
        self.arguments = arguments
        files = try Self.inputs(arguments)
        title = arguments.string("title")
        maxBytes = try arguments.requiredByteCount("max-bytes")
        waits = !arguments.flag("no-wait")
        var queueSettings = JobQueueSettings()
        queueSettings.maxWaiting = try arguments.requiredInteger(
            "max-waiting", in: 1...1_000_000_000)
        self.queueSettings = queueSettings
        policy = try arguments.choice("on-duplicate", of: ArrivalPolicy.self) ?? .report
        reading = try ReadingOptions(arguments)
        if title?.isEmpty == true {
            throw arguments.error(
                "the value '' of '--title' is not valid",
                remedy: "Leave it out to take the file's name.")
        }
        if title != nil && files.count > 1 {
            throw arguments.error(
                "'--title' names one document, and there are \(files.count) files",
                remedy: "Add the files one by one, or without --title.")
        }
    }

    /// The files to add. The store's own are passed over, or `muniment add .` would
    /// store everything once more each time.
    private static func inputs(_ arguments: ParsedArguments) throws -> [String] {
        let named = arguments.positionals("file")
        let store = try canonical(arguments.dataFolder()) + "/"
        return InputWalk.files(at: named).filter {
            named.contains($0) || !canonical($0).hasPrefix(store)
        }
    }

    private static func canonical(_ path: String) -> String {
        URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    }

    func run(_ terminal: Terminal) throws -> ExitCode {
        guard !files.isEmpty else {
            throw CommandLineError(
                "There is no PDF in what was named.", remedy: "Name a PDF file or another folder.")
        }
        let store = try arguments.openStore(
            creating: true, queueSettings: queueSettings, arrivalPolicy: policy,
            matching: reading.matching)
        let report = AddReport(
            terminal, isJSON: arguments.flag("json"), fileCount: files.count, waits: waits)
        if waits {
            try storeAndRead(store, report, terminal)
        } else {
            for file in try takeIn(store, report, until: { false }) {
                try report.unread(file, original: Original(file.receipt))
            }
        }
        return try report.finish()
    }

    private func storeAndRead(
        _ store: Store, _ report: AddReport, _ terminal: Terminal
    ) throws {
        // Before any helper is started, which inherits what is done with signals.
        let interruption = Interruption()
        let runner = reading.makeRunner(
            for: store, reportingTo: terminal, drainGrace: Self.interruptionGrace)
        runner.start()
        defer { runner.drain() }
        let accepted = try takeIn(store, report, until: { interruption.isRaised })
        var originals = OriginalSearch(reading.makeSearch(of: store))
        func tell(_ file: SettledFile) throws {
            try report.settled(file, original: try originals.original(of: file.version))
        }
        var watch = SettlementWatch(store, accepted)
        try watch.run(until: { interruption.isRaised }, progress: report.progress, tell)
        guard interruption.isRaised else { return }
        report.note("Stopping. Interrupt again to stop at once.")
        runner.drain()
        try watch.look(tell)
        for file in watch.unsettled { try report.unread(file, original: Original(file.receipt)) }
    }

    private func takeIn(
        _ store: Store, _ report: AddReport, until isStopped: () -> Bool
    ) throws -> [AddedFile] {
        var accepted: [AddedFile] = []
        for path in files {
            guard !isStopped() else {
                try report.leftOut(path)
                continue
            }
            do {
                let receipt = try store.intake.add(path: path, title: title, maxBytes: maxBytes)
                accepted.append(AddedFile(path: path, receipt: receipt))
                report.stored(accepted.count)
            } catch let error as any ExplainedError {
                try report.refused(path, error)
            }
        }
        return accepted
    }
}

/// A file that was acknowledged.
struct AddedFile {
    let path: String
    let receipt: Receipt
}
