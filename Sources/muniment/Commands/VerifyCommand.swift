import Hashing
import Ingest
import Storage
import Worker

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
        if let shortcoming = SandboxSupport.present.shortcoming {
            terminal.report("warning: \(shortcoming)")
        }
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
        for finding in report.damaged { try terminal.print("damaged  \(finding.text)") }
        for finding in report.missing { try terminal.print("missing  \(finding.text)") }
        for digest in report.orphans { try terminal.print("orphan   \(digest)") }
        for path in report.strays { try terminal.print("stray    \(path.printableLine)") }
        try terminal.print(Self.summary(of: report))
        for remedy in Self.remedies(for: report) { terminal.report(remedy) }
    }

    private static func remedies(for report: StoreVerification.Report) -> [String] {
        var files = false
        var versions = Set<VersionID>()
        var pictures = false
        var issued = false
        var logo = false
        for finding in report.damaged + report.missing {
            switch finding.use {
            case .bytes: files = true
            case .thumbnail(let version): versions.insert(version)
            case .picture: pictures = true
            case .issued: issued = true
            case .logo: logo = true
            case nil: break
            }
        }
        let again = versions.sorted().map {
            "`muniment jobs retry \($0)` makes its thumbnails again."
        }
        let heal = "Add the damaged or missing files again: the same bytes heal what is stored."
        let redrawn = "A page's picture is drawn again when a comparison next wants it."
        let remade = "Another marked copy or entry page is made with the next link."
        let reset = "`muniment organization set --logo FILE` stores the logo again."
        return (files ? [heal] : []) + again + (pictures ? [redrawn] : [])
            + (issued ? [remade] : []) + (logo ? [reset] : [])
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
        let damaged: [FindingSummary]
        let missing: [FindingSummary]
        let orphans: [String]
        let strays: [String]

        init(_ report: StoreVerification.Report) {
            blobs = report.blobCount
            bytes = report.byteCount
            damaged = report.damaged.map(FindingSummary.init)
            missing = report.missing.map(FindingSummary.init)
            orphans = report.orphans.map(\.hex)
            strays = report.strays
        }
    }
}
