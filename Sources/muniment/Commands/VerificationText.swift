import Hashing
import Ingest
import Storage

/// What a verification found and healed, for people: a line for each thing, by what became of it.
struct VerificationText {
    let report: StoreVerification.Report

    func print(on terminal: Terminal) throws {
        for finding in report.repaired { try terminal.print("repaired     \(finding.text)") }
        for finding in report.quarantined { try terminal.print("quarantined  \(finding.text)") }
        for finding in leftDamaged { try terminal.print("damaged      \(finding.text)") }
        for finding in leftMissing { try terminal.print("missing      \(finding.text)") }
        for digest in report.orphans { try terminal.print("orphan       \(digest)") }
        for path in report.strays { try terminal.print("stray        \(path.printableLine)") }
        try terminal.print(summary)
        for remedy in remedies { terminal.report(remedy) }
    }

    private var healed: Set<StoreVerification.Finding> {
        Set(report.repaired).union(report.quarantined)
    }

    private var leftDamaged: [StoreVerification.Finding] {
        report.damaged.filter { !healed.contains($0) }
    }

    private var leftMissing: [StoreVerification.Finding] {
        report.missing.filter { !healed.contains($0) }
    }

    private var summary: String {
        let counts: [(Int, String)] = [
            (report.repaired.count, "repaired"), (report.quarantined.count, "quarantined"),
            (leftDamaged.count, "damaged"), (leftMissing.count, "missing"),
            (report.orphans.count, report.orphans.count == 1 ? "orphan" : "orphans"),
            (report.strays.count, report.strays.count == 1 ? "stray" : "strays"),
        ]
        let findings = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
            .joined(separator: ", ")
        let blobs = CountText.of(report.blobCount, "blob")
        let size = ByteCountText.short(report.byteCount)
        return "\(blobs), \(size): \(findings.isEmpty ? "all sound" : findings)."
    }

    private var remedies: [String] {
        var files = false
        var versions = Set<VersionID>()
        var pictures = false
        var issued = false
        var logo = false
        for finding in report.unhealed {
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
        let heal =
            "Add the damaged or missing files again, or name a backup with --repair-from: the "
            + "same bytes heal what is stored."
        let redrawn = "A page's picture is drawn again when a comparison next wants it."
        let remade = "Another marked copy or entry page is made with the next link."
        let reset = "`muniment organization set --logo FILE` stores the logo again."
        return (files ? [heal] : []) + again + (pictures ? [redrawn] : [])
            + (issued ? [remade] : []) + (logo ? [reset] : [])
    }
}

/// The same as `--json` prints it.
struct VerificationSummary: Encodable {
    let blobs: Int
    let bytes: Int
    let damaged: [FindingSummary]
    let missing: [FindingSummary]
    let orphans: [String]
    /// Of the damaged and missing.
    let repaired: [FindingSummary]
    /// Of the damaged and missing.
    let quarantined: [FindingSummary]
    let strays: [String]

    init(_ report: StoreVerification.Report) {
        blobs = report.blobCount
        bytes = report.byteCount
        damaged = report.damaged.map(FindingSummary.init)
        missing = report.missing.map(FindingSummary.init)
        orphans = report.orphans.map(\.hex)
        repaired = report.repaired.map(FindingSummary.init)
        quarantined = report.quarantined.map(FindingSummary.init)
        strays = report.strays
    }
}
