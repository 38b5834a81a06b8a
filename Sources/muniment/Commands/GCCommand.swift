import Ingest
import Storage

/// `muniment gc`: removes what nothing uses.
struct GCCommand: Command {
    static let specification = CommandSpecification(
        name: "gc",
        summary: "Remove stored bytes that nothing uses.",
        discussion: """
            Such bytes are left by uploads that were cut off before they were acknowledged, by \
            links that have expired and by pages that were read again. Safe at any time, beside \
            servers and workers. Refused while a backup is running; of two collections at the \
            same time one is refused. An interrupted collection has removed a part, and the next \
            one goes on; after one that was killed, ten minutes have to pass. Never run it on a \
            copy of the database that shares its bucket or folder with the original.
            """,
        options: [
            .value(
                "grace", "TIME", default: "24h",
                help: "Bytes that were stored less than so long ago are left alone."),
            .flag("dry-run", help: "Only say what would be removed."),
        ],
        examples: [
            CommandExample(
                command: "muniment gc --dry-run", explanation: "See what there is to remove."),
            CommandExample(
                command: "muniment gc --grace 7d", explanation: "Remove what is a week old."),
        ])

    private let arguments: ParsedArguments
    private let settings: CollectionSettings
    private let isDryRun: Bool

    /// A grace period of years removes nothing, which needs no command.
    private static let longestGrace: Duration = .seconds(3_650 * 86_400)

    init(_ arguments: ParsedArguments) throws {
        self.arguments = arguments
        var settings = CollectionSettings()
        settings.grace = try arguments.requiredDuration("grace", in: .zero...Self.longestGrace)
        self.settings = settings
        isDryRun = arguments.flag("dry-run")
    }

    func run(_ terminal: Terminal) throws -> ExitCode {
        let store = try arguments.openStore()
        let interruption = Interruption()
        let isJSON = arguments.flag("json")
        let bars = isJSON ? nil : CollectionBars(terminal)
        defer { bars?.finish() }
        let collection = BlobCollection(
            store: store, settings: settings, isStopped: { interruption.isRaised },
            progress: { bars?.show($0) })
        let report = try isDryRun ? collection.preview() : collection.run()
        bars?.finish()
        if isJSON {
            try terminal.printJSON(Summary(report, isDryRun: isDryRun))
        } else {
            try printText(report, on: terminal)
        }
        return .done
    }

    private func printText(_ report: BlobCollection.Report, on terminal: Terminal) throws {
        let blobs = CountText.of(report.blobs, "blob")
        let size = ByteCountText.short(report.bytes)
        let younger = report.younger == 1 ? "younger one is" : "younger ones are"
        try terminal.print(
            "\(blobs), \(size) \(isDryRun ? "would be removed" : "removed"); "
                + "\(report.younger) \(younger) left for now.")
        if isDryRun && report.endedFiles > 0 {
            let files = CountText.of(report.endedFiles, "file")
            try terminal.print("Besides, \(files) of links that have expired would go.")
        }
        if report.abandonedUploads > 0 {
            let uploads = CountText.of(report.abandonedUploads, "upload")
            try terminal.print("\(uploads) that had been cut off removed.")
        }
    }

    private struct Summary: Encodable {
        let blobs: Int
        let bytes: Int
        let younger: Int
        let ended_files: Int
        let abandoned_uploads: Int
        let dry_run: Bool

        init(_ report: BlobCollection.Report, isDryRun: Bool) {
            blobs = report.blobs
            bytes = report.bytes
            younger = report.younger
            ended_files = report.endedFiles
            abandoned_uploads = report.abandonedUploads
            dry_run = isDryRun
        }
    }
}

/// Shows a collection as one progress bar after the other. Used by one thread.
private final class CollectionBars {
    private let terminal: Terminal
    private var bar: ProgressBar

    init(_ terminal: Terminal) {
        self.terminal = terminal
        bar = ProgressBar("Looking", total: nil, unit: .items("blobs"), on: terminal)
    }

    func show(_ progress: BlobCollection.Progress) {
        switch progress {
        case .looked(let count), .settled(let count):
            bar.advance(by: count)
        case .found(let count):
            bar.finish()
            bar = ProgressBar("Removing", total: count, unit: .items("blobs"), on: terminal)
        }
    }

    /// Leaves the bar as it is, so that lines can follow.
    func finish() {
        bar.finish()
    }
}
