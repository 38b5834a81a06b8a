/// Pages of two documents that have most of their words in common, however often these stand
/// elsewhere: rows of a register repeat, and a mark adds words to every page.
///
/// Looks at every pair of pages, so only at a few of each document.
struct LikeWords {
    /// The likest first; no page twice.
    let pairs: [(a: Int, b: Int)]

    private static let mostPages = 24

    /// Fewer words may be a heading.
    private static let leastWords = 25

    /// The share of the page with more words that must stand on both.
    private static let leastShare = 0.8

    /// Looks only at the pages that are not among `usedA` and `usedB`.
    init(
        _ a: ComparedDocument, _ b: ComparedDocument, without usedA: Set<Int>, and usedB: Set<Int>
    ) {
        let (bagsA, bagsB) = (Self.bags(of: a, without: usedA), Self.bags(of: b, without: usedB))
        let isFew = max(bagsA.count, bagsB.count) <= Self.mostPages
        guard a.pages.count > 1 || b.pages.count > 1, isFew else {
            pairs = []
            return
        }
        let all = bagsA.flatMap { one in
            bagsB.map { (a: one.page, b: $0.page, share: one.share(with: $0)) }
        }
        var (takenA, takenB) = (usedA, usedB)
        pairs = all.filter { $0.share >= Self.leastShare }
            .sorted { ($1.share, $0.a, $0.b) < ($0.share, $1.a, $1.b) }
            .filter { pair in
                guard !takenA.contains(pair.a), !takenB.contains(pair.b) else { return false }
                takenA.insert(pair.a)
                takenB.insert(pair.b)
                return true
            }
            .map { ($0.a, $0.b) }
    }

    /// How often each word stands on a page.
    private struct Bag {
        let page: Int
        let counts: [String: Int]
        let total: Int

        func share(with other: Bag) -> Double {
            let common = counts.reduce(0) { $0 + min($1.value, other.counts[$1.key, default: 0]) }
            return Double(common) / Double(max(total, other.total))
        }
    }

    private static func bags(of document: ComparedDocument, without used: Set<Int>) -> [Bag] {
        let open = document.pages.indices.filter { number in
            let page = document.pages[number]
            return !used.contains(number) && !page.isBlank && !page.isScan
                && page.words.words.count >= leastWords
        }
        return open.prefix(mostPages + 1).map { number in
            let words = document.pages[number].words.words
            let counts = words.reduce(into: [:]) { $0[$1.key, default: 0] += 1 }
            return Bag(page: number, counts: counts, total: words.count)
        }
    }
}
