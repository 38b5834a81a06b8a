import Foundation
import Hashing
import Ingest
import PDF
import Storage

/// A record on a page of a terminal: facts, headings, pages.
struct RecordSummary {
    private let record: Record

    /// How many headings and pages are shown.
    private static let maxRows = 40

    init(_ record: Record) {
        self.record = record
    }

    func print(on terminal: Terminal) throws {
        try terminal.print(facts)
        if !headings.isEmpty {
            try terminal.print("\nHeadings")
            for line in cut(headings) { try terminal.print("  " + line) }
        }
        try terminal.print("")
        try terminal.print(pages)
        if record.pages.count > Self.maxRows {
            try terminal.print("… and \(record.pages.count - Self.maxRows) more; --json has all.")
        }
        guard !damages.isEmpty else { return }
        try terminal.print("\nDamage")
        for line in cut(damages) { try terminal.print("  " + line) }
    }

    private var facts: TextTable {
        var table = TextTable([.init("Record", shrinks: false), .init(record.id)])
        let facts = record.facts
        let texts: [(String, String?)] = [
            ("Status", record.version.state.rawValue), ("Reason", record.version.reason),
            ("Title", facts.title), ("Author", facts.author), ("Subject", facts.subject),
            ("Keywords", facts.keywords), ("Creator", facts.creator),
            ("Producer", facts.producer), ("PDF version", facts.version),
            ("Language", facts.language), ("Created", Self.time(facts.createdAt)),
            ("Modified", Self.time(facts.modifiedAt)), ("Traits", traits),
            ("Outline", outline),
        ]
        for case (let name, let text?) in texts where !text.isEmpty { table.append([name, text]) }
        return table
    }

    private var outline: String? {
        let count = record.facts.outline.count
        return count == 0 ? nil : count == 1 ? "1 entry" : "\(count) entries"
    }

    private var traits: String {
        let facts = record.facts
        let traits = [
            (facts.isTagged, "tagged"), (facts.isEncrypted, "encrypted"), (facts.hasForm, "form"),
            (facts.isLinearized, "linearized"),
        ]
        return traits.filter(\.0).map(\.1).joined(separator: ", ")
    }

    private static func time(_ microseconds: Int64?) -> String? {
        microseconds.map { Timestamp(microseconds: $0).rfc3339 }
    }

    private var headings: [String] {
        record.pages.flatMap { page in
            page.layout.blocks.compactMap { block -> String? in
                guard
                    case .heading(let level, let text) = record.headingRanks.ranking(block).content
                else { return nil }
                let indent = String(repeating: "  ", count: max(0, (level ?? 1) - 1))
                return "\(indent)\(text.printableLine)  (page \(page.number + 1))"
            }
        }
    }

    private var damages: [String] {
        record.pages.flatMap { page in
            let texts = page.failure.map { ["could not be read: \($0)"] } ?? page.complaints
            return texts.map { "page \(page.number + 1): \($0.printableLine)" }
        }
    }

    private func cut(_ lines: [String]) -> [String] {
        guard lines.count > Self.maxRows else { return lines }
        return lines.prefix(Self.maxRows) + ["… and \(lines.count - Self.maxRows) more"]
    }

    private var pages: TextTable {
        var table = TextTable([
            .init("Page", .right), .init("Size (mm)", shrinks: false), .init("Words", .right),
            .init("Blocks", .right), .init("Language"), .init("Kind", shrinks: false),
            .init("Hash"),
        ])
        for page in record.pages.prefix(Self.maxRows) { table.append(row(of: page)) }
        return table
    }

    private func row(of page: RecordPage) -> [String] {
        let number = "\(page.number + 1)"
        guard page.failure == nil else { return [number, "", "", "", "", "unreadable", ""] }
        let millimetres = [page.width, page.height].map { Int(($0 * 25.4 / 72).rounded()) }
        return [
            number, "\(millimetres[0])×\(millimetres[1])", "\(page.layout.words.count)",
            "\(page.layout.blocks.count)", page.signals.language ?? "", kind(of: page),
            page.hash.map { String($0.hex.prefix(16)) } ?? "",
        ]
    }

    private func kind(of page: RecordPage) -> String {
        if page.signals.isScan { return page.layout.words.isEmpty ? "scan" : "scan with text" }
        if !page.complaints.isEmpty { return "damaged" }
        if page.layout.words.isEmpty { return page.signals.imageShare > 0 ? "picture" : "blank" }
        return "text"
    }
}
