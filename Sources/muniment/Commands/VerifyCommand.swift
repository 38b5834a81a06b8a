import Hashing
import Ingest
import Storage
import Worker

/// `muniment verify`: the health of the store.
struct VerifyCommand: Command {
    static let specification = CommandSpecification(
        name: "verify",
        summary: "Hash every stored byte again, heal damage, and report orphans.",
        discussion: """
            What is damaged or missing is copied from the places of '--repair-from' that have \
            the right bytes. What stays damaged is moved to 'quarantine/' beside the blobs, so \
            that it is missing rather than wrong; the timelines of its documents say so. A \
            document is also healed by adding the same file again. Orphans, blobs that nothing \
            uses, and strays, files that are none, are harmless.

            The exit code is 1 when bytes are still damaged or missing at the end.
            """,
        options: [
            .value(
                "repair-from", "PLACE",
                help: "A store's or backup's folder, or an s3:// URL, with the right bytes.",
                isRepeatable: true),
            .flag("read-only", help: "Look, and change nothing."),
            .value(
                "threads", "N", default: "\(VerificationSettings().threads)",
                help: "Files read at the same time."),
        ],
        examples: [
            CommandExample(command: "muniment verify", explanation: "Check everything."),
            CommandExample(
                command: "muniment verify --repair-from /srv/backup",
                explanation: "Check everything, and heal it from a backup."),
        ])

    private let arguments: ParsedArguments
    private let places: [RepairPlace]
    private let isReadOnly: Bool
    private let settings: VerificationSettings

    init(_ arguments: ParsedArguments) throws {
        self.arguments = arguments
        places = try arguments.strings("repair-from").map { text in
            if let place = RepairPlace(text) { return place }
            throw arguments.error(
                "a place of '--repair-from' is not valid",
                remedy: "Name a folder, or a bucket such as \(RepairPlace.acceptedForm).")
        }
        isReadOnly = arguments.flag("read-only")
        guard !isReadOnly || places.isEmpty else {
            throw arguments.error(
                "'--read-only' changes nothing, '--repair-from' does",
                remedy: "Leave one of them out.")
        }
        var settings = VerificationSettings()
        settings.threads = try arguments.requiredInteger("threads", in: 1...256)
        self.settings = settings
    }

    func run(_ terminal: Terminal) throws -> ExitCode {
        let store = try arguments.openStore()
        let healing = isReadOnly ? nil : try StoreHealing(store, from: places)
        let found = try look(into: store, on: terminal)
        let report = try healing?.run(found) ?? found
        if let shortcoming = SandboxSupport.present.shortcoming {
            terminal.report("warning: \(shortcoming)")
        }
        if arguments.flag("json") {
            try terminal.printJSON(VerificationSummary(report))
        } else {
            try VerificationText(report: report).print(on: terminal)
        }
        return report.isSound ? .done : .failed
    }

    private func look(
        into store: Store, on terminal: Terminal
    ) throws -> StoreVerification.Report {
        let verification = StoreVerification(store: store, settings: settings)
        guard !arguments.flag("json") else { return try verification.run() }
        let bar = ProgressBar(
            "Verifying", total: try verification.extent().bytes, unit: .bytes, on: terminal)
        defer { bar.finish() }
        return try verification.run { bar.advance(by: $0) }
    }
}
