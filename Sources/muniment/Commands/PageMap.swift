import Ingest

/// The pages of two documents beside each other, in the order of the first; a page
/// that only the second has stands behind the one before it there.
struct PageMap {
    enum Row: Equatable {
        case pair(PageFinding, isMoved: Bool)
        case removed(Int)
        case inserted(Int)
    }

    let rows: [Row]

    init(_ finding: DocumentFinding) {
        let inOrder = Self.inOrder(finding.pages)
        let places = finding.pages.filter { inOrder.contains($0.pageA) }
        var placed: [(after: Int, order: Int, row: Row)] = finding.pages.map {
            ($0.pageA, 0, .pair($0, isMoved: !inOrder.contains($0.pageA)))
        }
        placed += finding.onlyA.map { ($0, 0, .removed($0)) }
        placed += finding.onlyB.map { page in
            let before = places.filter { $0.pageB < page }.map(\.pageA).max()
            return (before ?? -1, 1 + page, .inserted(page))
        }
        rows = placed.sorted { ($0.after, $0.order) < ($1.after, $1.order) }.map(\.row)
    }

    /// The pages of `a` that keep their order in `b`: as many as can.
    ///
    /// The longest increasing subsequence by patience sorting (M. Fredman, Discrete
    /// Mathematics 11, 1975).
    private static func inOrder(_ pages: [PageFinding]) -> Set<Int> {
        let pages = pages.sorted { $0.pageA < $1.pageA }
        var tails: [Int] = []
        var previous = [Int?](repeating: nil, count: pages.count)
        for index in pages.indices {
            let pile = tails.firstIndex { pages[$0].pageB >= pages[index].pageB } ?? tails.count
            previous[index] = pile > 0 ? tails[pile - 1] : nil
            if pile == tails.count { tails.append(index) } else { tails[pile] = index }
        }
        var kept: Set<Int> = []
        var next = tails.last
        while let index = next {
            kept.insert(pages[index].pageA)
            next = previous[index]
        }
        return kept
    }
}

extension PageFinding {
    /// Whether there is something to see that is not the same on the other page.
    var isChanged: Bool {
        score < DocumentFinding.threshold || !wordsA.isEmpty || !wordsB.isEmpty || !places.isEmpty
    }

    /// In how many words and places they differ.
    var differenceCount: Int { wordsA.count + wordsB.count + places.count }
}
