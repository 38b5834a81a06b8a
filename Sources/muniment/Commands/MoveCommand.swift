import Hashing
import Ingest
import Storage

/// `muniment move`: copies the whole store to another place.
struct MoveCommand: Command {
    static let specification = CommandSpecification(
        name: "move",
        summary: "Copy the whole store to another place, from one engine to the other.",
        discussion: """
            A target is a folder, which takes rows and files, a postgres:// URL, which takes the \
            rows, or an s3:// URL, which takes the files; what no target takes stays where it \
            is. The source is left as it is. The target must be empty.

            Stop the workers of the store first. An interrupted move goes on where it was when \
            the same command is run again, and until one has ended with the exit code 0 the \
            target cannot be opened. At the end both sides are read again and compared.
            """,
        options: [
            .value("to", "TARGET", help: "Where to.", isRepeatable: true),
            .value(
                "blob-streams", "N", default: "\(MoveSettings().blobStreams)",
                help: "Files copied at the same time."),
        ],
        examples: [
            CommandExample(
                command: "muniment move --to postgres://db.example.org/archive --to s3://archive",
                explanation: "From the folder to a database and a bucket."),
            CommandExample(
                command: "muniment move --to /srv/archive",
                explanation: "From wherever the variables of the environment say, to a folder."),
        ])

    private let arguments: ParsedArguments
    private let plan: MovePlan
    private let settings: MoveSettings

    init(_ arguments: ParsedArguments) throws {
        self.arguments = arguments
        let targets = arguments.strings("to")
        guard !targets.isEmpty else {
            throw arguments.error("'--to' is missing", remedy: "Add '--to TARGET'.")
        }
        do {
            plan = try MovePlan(from: arguments.storeLocation(), to: targets)
        } catch let error as MoveError {
            throw arguments.error(error.message, remedy: error.remedy)
        }
        var settings = MoveSettings()
        settings.blobStreams = try arguments.requiredInteger("blob-streams", in: 1...256)
        self.settings = settings
    }

    func run(_ terminal: Terminal) throws -> ExitCode {
        let start = ContinuousClock.now
        let store = try arguments.openStore()
        let interruption = Interruption()
        let isJSON = arguments.flag("json")
        let bars = isJSON ? nil : CopyBars(terminal)
        let move = StoreMove(
            plan, from: store, settings: settings, isStopped: { interruption.isRaised },
            progress: { bars?.show($0) })
        defer { bars?.finish() }
        let report = try move.run()
        bars?.finish()
        if isJSON {
            try terminal.printJSON(
                MoveSummary(report, seconds: (ContinuousClock.now - start).seconds))
        } else {
            try printText(report, on: terminal)
        }
        guard report.isFinished else { throw report.failure }
        return .done
    }

    private func printText(_ report: MoveReport, on terminal: Terminal) throws {
        for finding in report.damaged { try terminal.print("damaged  \(finding.text)") }
        for finding in report.missing { try terminal.print("missing  \(finding.text)") }
        if plan.movesRows {
            let there = report.rows - report.rowsWritten
            try terminal.print(
                "\(CountText.of(report.rows, "row")), \(there) of them there before.")
        }
        if plan.movesBlobs {
            let there = report.blobs.blobs - report.blobs.blobsCopied
            try terminal.print(
                "\(CountText.of(report.blobs.blobs, "blob")), "
                    + "\(ByteCountText.short(report.blobs.bytes)), \(there) of them there before.")
        }
        guard report.isFinished else { return }
        try terminal.print("The whole store is at \(plan.target), and still at \(plan.source).")
        terminal.report("Name the new place with \(options) from now on.")
    }

    /// How the target is named on a command line.
    private var options: String {
        var options: [String] = []
        if plan.target.database == nil || plan.target.blobs == nil { options.append("--data") }
        if plan.target.database != nil { options.append("--database") }
        if plan.target.blobs != nil { options.append("--blobs") }
        return options.joined(separator: " and ")
    }
}

extension MoveReport {
    /// Why the target cannot be used yet.
    fileprivate var failure: CommandLineError {
        guard damaged.isEmpty && missing.isEmpty else {
            let count = CountText.of(damaged.count + missing.count, "blob")
            return CommandLineError(
                "The move is not finished: \(count) of the source damaged or missing.",
                remedy: "Add the same files to the source again, or for thumbnails "
                    + "`muniment jobs retry`; then run the same `muniment move` again.")
        }
        return CommandLineError(
            "The move is not finished: the source was changed meanwhile "
                + "(\(changed.joined(separator: ", "))).",
            remedy: "Stop its workers and whatever adds to it, then run the same `muniment move` "
                + "again.")
    }
}

/// A move as `--json` prints it.
private struct MoveSummary: Encodable {
    let finished: Bool
    /// By table.
    let rows: [String: Rows]
    let blobs: Int
    let blobs_copied: Int
    let bytes: Int
    let bytes_copied: Int
    let damaged: [FindingSummary]
    let missing: [FindingSummary]
    /// What the source changed meanwhile: tables, and `blobs`.
    let changed: [String]
    let seconds: Double

    struct Rows: Encodable {
        let total: Int
        let written: Int
    }

    init(_ report: MoveReport, seconds: Double) {
        finished = report.isFinished
        rows = Dictionary(
            uniqueKeysWithValues: report.tables.map {
                ($0.name, Rows(total: $0.rows, written: $0.written))
            })
        blobs = report.blobs.blobs
        blobs_copied = report.blobs.blobsCopied
        bytes = report.blobs.bytes
        bytes_copied = report.blobs.bytesCopied
        damaged = report.damaged.map(FindingSummary.init)
        missing = report.missing.map(FindingSummary.init)
        changed = report.changed
        self.seconds = seconds
    }
}
