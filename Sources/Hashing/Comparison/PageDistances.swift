/// The distances between all pages of two documents.
struct PageDistances {
    let countA: Int
    let countB: Int
    private var values: [UInt16]

    init(_ a: [PageSignature], _ b: [PageSignature], certain: [(a: Int, b: Int)]) {
        countA = a.count
        countB = b.count
        values = a.flatMap { page in b.map { UInt16(page.distance(to: $0)) } }
        for pair in certain { settle(pair.a, pair.b) }
    }

    /// Makes two pages each other's only candidates.
    private mutating func settle(_ a: Int, _ b: Int) {
        for other in 0..<countB { values[a * countB + other] = UInt16(PageHash.bitCount) }
        for other in 0..<countA { values[other * countB + b] = UInt16(PageHash.bitCount) }
        values[a * countB + b] = 0
    }

    subscript(a: Int, b: Int) -> Int { Int(values[a * countB + b]) }

    /// How much a match of two pages is worth; 0 where they are no candidates.
    private func worth(_ a: Int, _ b: Int) -> Int {
        let distance = self[a, b]
        return distance <= PageSignature.candidateDistance ? PageHash.bitCount / 2 - distance : 0
    }

    /// The pairs of pages in the order of both documents that are worth most together,
    /// by the dynamic programme of the longest common subsequence.
    func bestChain() -> [PageAlignment.Pair] {
        let stride = countB + 1
        var table = [Int32](repeating: 0, count: (countA + 1) * stride)
        for a in 0..<countA {
            for b in 0..<countB {
                let skipped = max(table[a * stride + b + 1], table[(a + 1) * stride + b])
                let matched = table[a * stride + b] + Int32(worth(a, b))
                table[(a + 1) * stride + b + 1] = max(skipped, matched)
            }
        }
        var pairs: [PageAlignment.Pair] = []
        var (a, b) = (countA, countB)
        while a > 0, b > 0 {
            let here = table[a * stride + b]
            if here == table[(a - 1) * stride + b] {
                a -= 1
            } else if here == table[a * stride + b - 1] {
                b -= 1
            } else {
                (a, b) = (a - 1, b - 1)
                pairs.append(.init(a: a, b: b, distance: self[a, b], isInOrder: true))
            }
        }
        return pairs.reversed()
    }

    /// One-to-one pairs of the other pages, the nearest first, wherever they stand.
    func nearestPairs(without usedA: Set<Int>, and usedB: Set<Int>) -> [PageAlignment.Pair] {
        let openB = (0..<countB).filter { !usedB.contains($0) }
        let candidates = (0..<countA).filter { !usedA.contains($0) }.flatMap { a in
            openB.map { PageAlignment.Pair(a: a, b: $0, distance: self[a, $0], isInOrder: false) }
        }.filter { $0.distance <= PageSignature.candidateDistance }
        var (takenA, takenB) = (usedA, usedB)
        return candidates.sorted { ($0.distance, $0.a, $0.b) < ($1.distance, $1.a, $1.b) }
            .filter { pair in
                guard !takenA.contains(pair.a), !takenB.contains(pair.b) else { return false }
                takenA.insert(pair.a)
                takenB.insert(pair.b)
                return true
            }
    }
}

extension PageSignature {
    /// Pages this near may be forms of one page: of 624 changed copies 99.5 % are.
    public static let candidateDistance = 96

    /// Pages with less ink look alike whatever they say; see `PageInk`.
    static let leastInkShare = 0.002

    /// The moment hash of unlike pages is as far at 80 bits as the plain one at 96.
    private static let momentScale = (parts: 6, of: 5)

    /// The bits between two pages by the hash that finds them nearer, 0 to 256.
    ///
    /// Nearly blank pages are as far as unlike ones: they are no evidence.
    public func distance(to other: PageSignature) -> Int {
        guard min(inkShare, other.inkShare) >= Self.leastInkShare else { return PageHash.bitCount }
        let scaled =
            moment.distance(to: other.moment) * Self.momentScale.parts / Self.momentScale.of
        return min(plain.distance(to: other.plain), scaled, PageHash.bitCount)
    }
}
