import Ingest

extension DuplicateVerdict {
    /// The verdict in words, without what a finding adds.
    var text: String {
        switch self {
        case .sameBytes: "same bytes"
        case .samePages: "same pages, re-exported"
        case .rescanned: "same paper, re-scanned"
        case .markedCopy: "marked copy"
        case .containsPages: "pages in common"
        case .edited: "edited"
        case .templateSibling: "same form, other content"
        }
    }

    /// Whether a score can make it a duplicate.
    var isOfOneDocument: Bool { self != .edited && self != .templateSibling }
}

extension DocumentFinding {
    /// The verdict in words, seen from `a`; `it` is `b`.
    var verdictText: String { verdict == .containsPages ? containmentText : verdict.text }

    private var containmentText: String {
        if onlyA.isEmpty && onlyB.isEmpty { return "same pages, in another order" }
        if onlyB.isEmpty { return "contains it, as \(PageNumbers.phrase(pages.map(\.pageA)))" }
        let found = PageNumbers.phrase(pages.map(\.pageB))
        return onlyA.isEmpty ? "is \(found) of it" : "contains \(found) of it"
    }

    /// Whether the documents are one in two forms, and do not only look alike.
    func isDuplicate(from threshold: Double) -> Bool {
        score >= threshold && verdict.isOfOneDocument
    }

    /// How many pages each of the documents has.
    var pageCountA: Int { pages.count + onlyA.count }
    var pageCountB: Int { pages.count + onlyB.count }
}
