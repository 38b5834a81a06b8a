import Ingest

/// Rows of a page map that are shown as one, because there is nothing to say of each.
struct PageMapRun: Equatable {
    private enum Kind: Equatable {
        case same, moved, changed, movedAndChanged, removed, inserted
    }

    private let kind: Kind
    private var pagesA: ClosedRange<Int>?
    private var pagesB: ClosedRange<Int>?
    private var pages: [PageFinding] = []

    /// The map with pages that follow each other in both documents, and do not differ, made
    /// one; so with pages that only one of them has.
    static func runs(of map: PageMap) -> [PageMapRun] {
        map.rows.reduce(into: []) { runs, row in
            let next = PageMapRun(row)
            if let last = runs.last, let longer = last.continued(by: next) {
                runs[runs.count - 1] = longer
            } else {
                runs.append(next)
            }
        }
    }

    private init(_ row: PageMap.Row) {
        switch row {
        case .pair(let page, let isMoved):
            kind =
                page.isChanged
                ? isMoved ? .movedAndChanged : .changed : isMoved ? .moved : .same
            pagesA = page.pageA...page.pageA
            pagesB = page.pageB...page.pageB
            pages = [page]
        case .removed(let page):
            kind = .removed
            pagesA = page...page
        case .inserted(let page):
            kind = .inserted
            pagesB = page...page
        }
    }

    private func continued(by next: PageMapRun) -> PageMapRun? {
        guard kind == next.kind, kind != .changed, kind != .movedAndChanged else { return nil }
        var longer = self
        guard Self.extend(&longer.pagesA, by: next.pagesA),
            Self.extend(&longer.pagesB, by: next.pagesB)
        else { return nil }
        longer.pages += next.pages
        return longer
    }

    /// Whether `next` follows at once, or neither has pages.
    private static func extend(_ run: inout ClosedRange<Int>?, by next: ClosedRange<Int>?) -> Bool {
        guard let first = run, let next else { return run == nil && next == nil }
        run = first.lowerBound...max(first.upperBound, next.upperBound)
        return first.upperBound + 1 == next.lowerBound
    }

    /// A, B, what has become of the page, and the least score.
    var cells: [String] {
        [
            pagesA.map(PageNumbers.text) ?? "–", pagesB.map(PageNumbers.text) ?? "–", word,
            pages.map(\.score).min().map(ScoreText.of) ?? "",
        ]
    }

    /// The first words that only one side has, of each side.
    var words: [String] {
        [WordsText.of(pages.flatMap(\.wordsA)), WordsText.of(pages.flatMap(\.wordsB))]
    }

    var hasWords: Bool { words != ["", ""] }

    private var word: String {
        switch kind {
        case .same: "same"
        case .moved: "moved"
        case .changed: "changed"
        case .movedAndChanged: "moved, changed"
        case .removed: "removed"
        case .inserted: "inserted"
        }
    }
}
