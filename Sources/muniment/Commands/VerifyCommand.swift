import Hashing
import Ingest
import Storage

/// `muniment verify`: the health of the store.
struct VerifyCommand: Command {
    static let specification = CommandSpecification(
        name: "verify",
        summary: "Hash every stored byte again and report damage and orphans.",
        discussion: """
            Changes nothing. The exit code is 1 when bytes are damaged or missing. A damaged \
            or missing document is healed by adding the same file again. Orphans, blobs that \
            nothing uses, and strays, files that are none, are harmless.
            """,
        examples: [CommandExample(command: "muniment verify", explanation: "Check everything.")])

    private let arguments: ParsedArguments

    init(_ arguments: ParsedArguments) throws {
        self.arguments = arguments
    }

    func run(_ terminal: Terminal) throws -> ExitCode {
        let store = try arguments.openStore()
        let verification = StoreVerification(store: store)
        let isJSON = arguments.flag("json")
        let bar =
            isJSON
            ? nil
            : ProgressBar(
                "Verifying", total: try verification.extent().bytes, unit: .bytes, on: terminal)
        let report = try verification.run { bar?.advance(by: $0) }
        bar?.finish()
        if isJSON {
            try terminal.printJSON(Summary(report))
        } else {
            try printText(report, on: terminal)
        }
        return report.isSound ? .done : .failed
    }

    private func printText(
        _ report: StoreVerification.Report, on terminal: Terminal
    ) throws {
        for finding in report.damaged { try terminal.print("damaged  \(Self.text(of: finding))") }
        for finding in report.missing { try terminal.print("missing  \(Self.text(of: finding))") }
        for digest in report.orphans { try terminal.print("orphan   \(digest)") }
        for path in report.strays { try terminal.print("stray    \(path.printableLine)") }
        try terminal.print(Self.summary(of: report))
        for remedy in Self.remedies(for: report) { terminal.report(remedy) }
    }

    private static func text(of finding: StoreVerification.Finding) -> String {
        switch finding.use {
        case .bytes(let version): "\(finding.digest)  the file of \(version)"
        case .thumbnail(let version): "\(finding.digest)  a thumbnail of \(version)"
        case nil: "\(finding.digest)  used by nothing"
        }
    }

    private static func remedies(for report: StoreVerification.Report) -> [String] {
        var files = false
        var versions = Set<VersionID>()
        for finding in report.damaged + report.missing {
            switch finding.use {
            case .bytes: files = true
            case .thumbnail(let version): versions.insert(version)
            case nil: break
            }
        }
        let again = versions.sorted().map {
            "`muniment jobs retry \($0)` makes its thumbnails again."
        }
        let heal = "Add the damaged or missing files again: the same bytes heal what is stored."
        return (files ? [heal] : []) + again
    }

    private static func summary(of report: StoreVerification.Report) -> String {
        let findings = [
            (report.damaged.count, "damaged"), (report.missing.count, "missing"),
            (report.orphans.count, report.orphans.count == 1 ? "orphan" : "orphans"),
            (report.strays.count, report.strays.count == 1 ? "stray" : "strays"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        let blobs = CountText.of(report.blobCount, "blob")
        let size = ByteCountText.short(report.byteCount)
        return "\(blobs), \(size): \(findings.isEmpty ? "all sound" : findings)."
    }

    private struct Summary: Encodable {
        let blobs: Int
        let bytes: Int
        let damaged: [Finding]
        let missing: [Finding]
        let orphans: [String]
        let strays: [String]

        struct Finding: Encodable {
            let sha256: String
            let version_id: String?
            /// `bytes`, `thumbnail` or `nothing`.
            let use: String

            init(_ finding: StoreVerification.Finding) {
                sha256 = finding.digest.hex
                switch finding.use {
                case .bytes(let version): (version_id, use) = (version.text, "bytes")
                case .thumbnail(let version): (version_id, use) = (version.text, "thumbnail")
                case nil: (version_id, use) = (nil, "nothing")
                }
            }
        }

        init(_ report: StoreVerification.Report) {
            blobs = report.blobCount
            bytes = report.byteCount
            damaged = report.damaged.map(Finding.init)
            missing = report.missing.map(Finding.init)
            orphans = report.orphans.map(\.hex)
            strays = report.strays
        }
    }
}
