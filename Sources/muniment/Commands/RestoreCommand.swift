import Hashing
import Ingest
import Storage

/// `muniment restore`: a store made of a backup.
struct RestoreCommand: Command {
    static let specification = CommandSpecification(
        name: "restore",
        summary: "Make a store of a backup, in an empty place.",
        discussion: """
            The place is the one that --data, --database and --blobs name; it may be of the other \
            engine. Everything is hashed on its way, so that what comes out is what went in. A \
            backup that is not whole, or that a newer version has made, is refused before anything \
            is changed.

            An interrupted restore goes on when the same command is run again, and until one has \
            ended with the exit code 0 or 3 the store cannot be opened. Jobs that were running go \
            on by themselves. Links that were ended, and keys that were revoked, after the backup \
            was taken are valid again: end them again.
            """,
        positionals: [
            PositionalArgument("DIR", help: "The folder of the backup.")
        ],
        options: [
            .flag(
                "accept-missing",
                help: "Restore also where files of the backup are missing or damaged."),
            .value(
                "blob-streams", "N", default: "\(MoveSettings().blobStreams)",
                help: "Files copied at the same time."),
        ],
        examples: [
            CommandExample(
                command: "muniment restore /mnt/backup/archive --data /srv/archive",
                explanation: "Into a folder."),
            CommandExample(
                command: "muniment restore /mnt/backup/archive --database "
                    + "postgres://db.example.org/archive --blobs s3://archive",
                explanation: "Into a database and a bucket, wherever it was taken from."),
        ])

    private let arguments: ParsedArguments
    private let folder: String
    private let target: StoreLocation
    private let settings: RestoreSettings

    init(_ arguments: ParsedArguments) throws {
        self.arguments = arguments
        folder = try arguments.backupFolder()
        target = try arguments.storeLocation()
        var settings = RestoreSettings()
        settings.store = try arguments.storeSettings()
        settings.acceptsMissingBlobs = arguments.flag("accept-missing")
        settings.blobStreams = try arguments.requiredInteger("blob-streams", in: 1...256)
        self.settings = settings
    }

    func run(_ terminal: Terminal) throws -> ExitCode {
        let start = ContinuousClock.now
        let interruption = Interruption()
        let isJSON = arguments.flag("json")
        let bars = isJSON ? nil : CopyBars(terminal)
        defer { bars?.finish() }
        let report = try StoreRestore(
            of: folder, to: target, settings: settings, isStopped: { interruption.isRaised },
            progress: { bars?.show($0) }
        ).run()
        bars?.finish()
        if isJSON {
            try terminal.printJSON(Summary(report, seconds: (ContinuousClock.now - start).seconds))
        } else {
            try printText(report, on: terminal)
        }
        guard report.isFinished else { throw report.failure }
        return report.isBackupSound ? .done : .someFailed
    }

    private func printText(_ report: RestoreReport, on terminal: Terminal) throws {
        for finding in report.damaged { try terminal.print("damaged  \(finding.text)") }
        for finding in report.missing { try terminal.print("missing  \(finding.text)") }
        guard report.isFinished else { return }
        let there = report.blobs.blobs - report.blobs.blobsCopied
        try terminal.print(
            "\(CountText.of(report.rows, "row")), \(CountText.of(report.blobs.blobs, "blob")), "
                + "\(ByteCountText.short(report.blobs.bytes)), \(there) of them there before.")
        try terminal.print("The store as it was at \(report.takenAt) is at \(target).")
    }

    private struct Summary: Encodable {
        let finished: Bool
        let taken_at: String
        let rows: Int
        let blobs: Int
        let blobs_copied: Int
        let bytes: Int
        let bytes_copied: Int
        let damaged: [FindingSummary]
        let missing: [FindingSummary]
        let seconds: Double

        init(_ report: RestoreReport, seconds: Double) {
            finished = report.isFinished
            taken_at = report.takenAt
            rows = report.rows
            blobs = report.blobs.blobs
            blobs_copied = report.blobs.blobsCopied
            bytes = report.blobs.bytes
            bytes_copied = report.blobs.bytesCopied
            damaged = report.damaged.map(FindingSummary.init)
            missing = report.missing.map(FindingSummary.init)
            self.seconds = seconds
        }
    }
}

extension RestoreReport {
    /// Why the target cannot be used.
    fileprivate var failure: CommandLineError {
        let count = CountText.of(damaged.count + missing.count, "blob")
        return CommandLineError(
            "The store is not restored: \(count) of the backup damaged or missing.",
            remedy: "Restore from another copy of the backup, or add --accept-missing to go on "
                + "without.")
    }
}
