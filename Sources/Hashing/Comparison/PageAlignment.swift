/// Which page of one document is which page of another, by their signatures.
public struct PageAlignment: Hashable, Sendable {
    /// A page of each document, counted from 0.
    public struct Pair: Hashable, Sendable {
        public let a: Int
        public let b: Int

        /// The bits between the pages' hashes, 0 to `PageSignature.candidateDistance`; 0 for
        /// certain pairs.
        public let distance: Int

        /// Whether the page keeps its place among the others that match.
        public let isInOrder: Bool
    }

    /// The pages that match, in the order of the first document; no page twice.
    public let pairs: [Pair]

    /// The pages without a match.
    public let onlyA: [Int]
    public let onlyB: [Int]

    /// Where pages of equal number are on average as near as this many bits to the
    /// best alignment, they are taken: pages of one form look alike.
    private static let preferredOrder = 8

    /// Aligns two documents' pages; takes time and memory in the product of their counts.
    ///
    /// `certain` are pairs that something else proves; no page may be in two of them.
    public init(
        _ a: [PageSignature], _ b: [PageSignature], certain: [(a: Int, b: Int)] = []
    ) {
        let distances = PageDistances(a, b, certain: certain)
        let ordered = Self.samePlaces(distances) ?? distances.bestChain()
        let moved = distances.nearestPairs(
            without: Set(ordered.map(\.a)), and: Set(ordered.map(\.b)))
        let pairs = ordered + moved
        self.pairs = pairs.sorted { $0.a < $1.a }
        let (usedA, usedB) = (Set(pairs.map(\.a)), Set(pairs.map(\.b)))
        onlyA = a.indices.filter { !usedA.contains($0) }
        onlyB = b.indices.filter { !usedB.contains($0) }
    }

    /// Each page with the one of its number, where that is nearly the best.
    private static func samePlaces(_ distances: PageDistances) -> [Pair]? {
        guard distances.countA == distances.countB, distances.countA > 0 else { return nil }
        let straight = (0..<distances.countA).map { page in
            Pair(a: page, b: page, distance: distances[page, page], isInOrder: true)
        }
        guard straight.allSatisfy({ $0.distance <= PageSignature.candidateDistance }) else {
            return nil
        }
        let best = distances.bestChain()
        let slack = preferredOrder * straight.count
        let sum = { (pairs: [Pair]) in pairs.reduce(0) { $0 + $1.distance } }
        return best.count < straight.count || sum(straight) <= sum(best) + slack ? straight : nil
    }

    /// Runs of pages that follow each other in both documents.
    public var runs: [PageRun] {
        var result: [PageRun] = []
        for pair in pairs {
            if let last = result.last, last.a.upperBound + 1 == pair.a,
                last.b.upperBound + 1 == pair.b
            {
                result[result.count - 1] = PageRun(
                    a: last.a.lowerBound...pair.a, b: last.b.lowerBound...pair.b)
            } else {
                result.append(PageRun(a: pair.a...pair.a, b: pair.b...pair.b))
            }
        }
        return result
    }
}

/// Pages of one document that are, one after the other, pages of another.
public struct PageRun: Hashable, Sendable {
    /// Counted from 0; both ranges have equal lengths.
    public let a: ClosedRange<Int>
    public let b: ClosedRange<Int>

    public init(a: ClosedRange<Int>, b: ClosedRange<Int>) {
        self.a = a
        self.b = b
    }
}
