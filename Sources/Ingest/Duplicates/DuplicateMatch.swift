internal import Hashing

/// Another version that looks like the one that was asked about.
public struct DuplicateMatch: Sendable {
    public let document: Document
    public let version: Version
    public let verdict: DuplicateVerdict
    /// 0…1; 1 for the same bytes.
    public let score: Double
    /// Which pages look alike, each page at most once; empty for the same bytes.
    public let pages: [PagePair]
}

/// Two pages that look alike, numbered from 0.
public struct PagePair: Hashable, Sendable {
    public let page: Int
    public let otherPage: Int
    /// In bits, of 256.
    public let distance: Int

    /// The nearest pairs that name no page twice, by page.
    static func oneToOne(_ candidates: [PagePair]) -> [PagePair] {
        var pages = Set<Int>()
        var others = Set<Int>()
        let nearest = candidates.sorted {
            ($0.distance, $0.page, $0.otherPage) < ($1.distance, $1.page, $1.otherPage)
        }
        return nearest.filter { pair in
            guard !pages.contains(pair.page), !others.contains(pair.otherPage) else {
                return false
            }
            pages.insert(pair.page)
            others.insert(pair.otherPage)
            return true
        }
        .sorted { $0.page < $1.page }
    }

    /// The share of `pages` that have a twin, each counted by its nearness.
    static func score(_ map: [PagePair], pages: Int) -> Double {
        let nearness = map.reduce(0.0) { $0 + 1 - Double($1.distance) / Double(PageHash.bitCount) }
        return min(nearness / Double(max(1, pages)), 0.999)
    }
}
