import Hashing
import Ingest
import Storage

/// `muniment backup`: a copy of the store as it is at one moment.
struct BackupCommand: Command {
    static let specification = CommandSpecification(
        name: "backup",
        summary: "Copy the whole store into a folder, as it is at one moment.",
        discussion: """
            Servers, workers and uploads go on meanwhile. Whatever was acknowledged before the \
            command began is in the backup. Into a folder that holds a backup of the same store \
            only new files are copied; until the end it holds the earlier one, also where the \
            command is interrupted, and the same command then goes on.

            Every file is hashed on its way. One that is damaged or missing in the store is \
            reported, the others are copied, and the exit code is 3; a good copy in the earlier \
            backup is kept. `muniment verify --repair-from DIR` heals the store with it.

            A backup holds everything, the secrets behind links and keys too: it is for the owner \
            of the folder alone. Keep it on another machine.
            """,
        positionals: [
            PositionalArgument(
                "DIR", help: "The folder of the backup; made where it is missing.")
        ],
        options: [
            .flag(
                "check", help: "Hash what the backup has already, and copy anew what is damaged."),
            .flag("prune", help: "Remove files that no document has any more."),
            .value(
                "blob-streams", "N", default: "\(MoveSettings().blobStreams)",
                help: "Files copied at the same time."),
        ],
        examples: [
            CommandExample(
                command: "muniment backup /mnt/backup/archive",
                explanation: "The first one copies everything, each later one what is new."),
            CommandExample(
                command: "muniment backup /mnt/backup/archive --check --prune",
                explanation: "Once a month: read it all again, and forget what is gone."),
        ])

    private let arguments: ParsedArguments
    private let folder: String
    private let settings: BackupSettings

    init(_ arguments: ParsedArguments) throws {
        self.arguments = arguments
        folder = try arguments.backupFolder()
        var settings = BackupSettings(program: Muniment.version)
        settings.checksBlobs = arguments.flag("check")
        settings.prunesBlobs = arguments.flag("prune")
        settings.blobStreams = try arguments.requiredInteger("blob-streams", in: 1...256)
        self.settings = settings
    }

    func run(_ terminal: Terminal) throws -> ExitCode {
        let start = ContinuousClock.now
        let store = try arguments.openStore()
        let interruption = Interruption()
        let isJSON = arguments.flag("json")
        let bars = isJSON ? nil : CopyBars(terminal)
        defer { bars?.finish() }
        let report = try StoreBackup(
            of: store, to: folder, settings: settings, isStopped: { interruption.isRaised },
            progress: { bars?.show($0) }
        ).run()
        bars?.finish()
        if isJSON {
            try terminal.printJSON(Summary(report, seconds: (ContinuousClock.now - start).seconds))
        } else {
            try printText(report, on: terminal)
        }
        guard report.isSourceSound else {
            terminal.report(report.explanation(folder: folder))
            return .someFailed
        }
        return .done
    }

    private func printText(_ report: BackupReport, on terminal: Terminal) throws {
        func print(_ word: String, _ finding: StoreVerification.Finding) throws {
            let isKept = report.kept.contains(finding.digest)
            try terminal.print("\(word)  \(finding.text)\(isKept ? "; the backup has it" : "")")
        }
        for finding in report.damaged { try print("damaged", finding) }
        for finding in report.missing { try print("missing", finding) }
        let there = report.blobs.blobs - report.blobs.blobsCopied
        try terminal.print(
            "\(CountText.of(report.blobs.blobs, "blob")), "
                + "\(ByteCountText.short(report.blobs.bytes)), \(there) of them there before.")
        if report.pruned.blobs > 0 {
            try terminal.print(
                "\(CountText.of(report.pruned.blobs, "blob")), "
                    + "\(ByteCountText.short(report.pruned.bytes)), removed.")
        }
        try terminal.print(
            "The store as it was at \(report.takenAt.rfc3339) is in \(folder.printableLine).")
    }

    private struct Summary: Encodable {
        let taken_at: String
        let rows_bytes: Int
        let blobs: Int
        let blobs_copied: Int
        let bytes: Int
        let bytes_copied: Int
        let blobs_removed: Int
        let damaged: [FindingSummary]
        let missing: [FindingSummary]
        /// Which of both the backup has whole.
        let kept: [String]
        let seconds: Double

        init(_ report: BackupReport, seconds: Double) {
            taken_at = report.takenAt.rfc3339
            rows_bytes = report.rowsBytes
            blobs = report.blobs.blobs
            blobs_copied = report.blobs.blobsCopied
            bytes = report.blobs.bytes
            bytes_copied = report.blobs.bytesCopied
            blobs_removed = report.pruned.blobs
            damaged = report.damaged.map(FindingSummary.init)
            missing = report.missing.map(FindingSummary.init)
            kept = report.kept.map(\.hex).sorted()
            self.seconds = seconds
        }
    }
}

extension BackupReport {
    /// What is wrong with the store, and what to do.
    fileprivate func explanation(folder: String) -> String {
        let count = CountText.of(damaged.count + missing.count, "blob")
        let remedy =
            kept.isEmpty
            ? "Add the same files to the store again, then run the same `muniment backup` again."
            : "`muniment verify --repair-from \(folder.printableLine)` heals those that the backup "
                + "has; add the files of others again."
        return "error: \(count) of the store damaged or missing; everything else is in the backup."
            + "\n\(remedy)"
    }
}

extension ParsedArguments {
    /// The folder of a backup; throws `UsageError` for an empty name, which would otherwise mean
    /// the root of the file system, and for a URL.
    func backupFolder() throws(UsageError) -> String {
        let folder = positional("DIR")
        guard !folder.isEmpty, !folder.contains("://") else {
            throw error(
                "a backup is kept in a folder", remedy: "Name a folder, such as /mnt/backup.")
        }
        return folder
    }
}
