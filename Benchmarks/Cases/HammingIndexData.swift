import Foundation
import Hashing

/// Page hashes and hashes to look for, the same in every run; an id is a position.
struct HammingIndexData {
    let title: String
    let entries: [(hash: PageHash, id: UInt64)]
    let queries: [PageHash]

    /// Random hashes and, for each query, a neighbour at every distance up to `radius`.
    static func planted(_ count: Int, queries queryCount: Int, radius: Int) -> HammingIndexData {
        var maker = HashMaker()
        let queries = (0..<queryCount).map { _ in maker.random() }
        var hashes = queries.flatMap { query in
            (0...radius).map { maker.neighbour(of: query, at: $0) }
        }
        hashes += (hashes.count..<count).map { _ in maker.random() }
        hashes.shuffle(using: &maker)
        return HammingIndexData("\(count) random hashes, neighbours planted", hashes, queries)
    }

    /// A half are copies of 200 templates, up to 40 bits off, a tenth of it equal; the
    /// queries are copies too.
    static func clustered(_ count: Int, queries queryCount: Int) -> HammingIndexData {
        var maker = HashMaker()
        let templates = (0..<200).map { _ in maker.random() }
        let hashes = (0..<count).map { number in
            if number % 2 == 0 { return maker.random() }
            let template = templates[maker.number(below: templates.count)]
            return number % 20 == 1
                ? template : maker.neighbour(of: template, at: maker.number(below: 41))
        }
        let queries = (0..<queryCount).map {
            maker.neighbour(of: templates[$0 % templates.count], at: maker.number(below: 41))
        }
        return HammingIndexData("\(count) hashes, half of them copies", hashes, queries)
    }

    private init(_ title: String, _ hashes: [PageHash], _ queries: [PageHash]) {
        self.title = title
        self.queries = queries
        entries = hashes.enumerated().map { (hash: $1, id: UInt64($0)) }
    }

    /// Writes 32 bytes a hash.
    static func write(_ hashes: some Sequence<PageHash>, to path: String) throws {
        var bytes = Data()
        for hash in hashes { withUnsafeBytes(of: hash.words) { bytes.append(contentsOf: $0) } }
        try bytes.write(to: URL(fileURLWithPath: path))
    }
}

/// Seeded random hashes (SplitMix64).
private struct HashMaker: RandomNumberGenerator {
    private var state: UInt64 = 4

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    mutating func random() -> PageHash {
        PageHash(words: SIMD4(next(), next(), next(), next()))
    }

    mutating func number(below bound: Int) -> Int { Int(next() % UInt64(bound)) }

    /// A hash exactly `distance` bits away.
    mutating func neighbour(of hash: PageHash, at distance: Int) -> PageHash {
        var words = hash.words
        var left = distance
        while left > 0 {
            let bit = number(below: PageHash.bitCount)
            guard (words ^ hash.words)[bit / 64] >> UInt64(bit % 64) & 1 == 0 else { continue }
            words[bit / 64] ^= 1 << UInt64(bit % 64)
            left -= 1
        }
        return PageHash(words: words)
    }
}
