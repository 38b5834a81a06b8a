import TestSupport

@testable import Hashing

/// Hashes for tests of the index.
struct HashMaker {
    var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    mutating func random() -> PageHash {
        PageHash(
            words: SIMD4(
                generator.next(), generator.next(), generator.next(), generator.next()))
    }

    /// A hash exactly `distance` bits away.
    mutating func neighbour(of hash: PageHash, at distance: Int) -> PageHash {
        var words = hash.words
        for bit in (0..<PageHash.bitCount).shuffled(using: &generator).prefix(distance) {
            words[bit / 64] ^= 1 << UInt64(bit % 64)
        }
        return PageHash(words: words)
    }

    mutating func number(below bound: Int) -> Int { Int.random(in: 0..<bound, using: &generator) }
}

/// The index as a plain array: slow and obvious.
struct HammingIndexTwin {
    private(set) var entries: [(hash: PageHash, id: UInt64)] = []

    mutating func insert(_ hash: PageHash, id: UInt64) {
        remove(id: id)
        entries.append((hash, id))
    }

    @discardableResult
    mutating func remove(id: UInt64) -> Bool {
        guard let place = entries.firstIndex(where: { $0.id == id }) else { return false }
        entries.remove(at: place)
        return true
    }

    func matches(of hash: PageHash, within radius: Int) -> [HammingMatch] {
        let ordered = entries.sorted { $0.id < $1.id }
        return HammingScan.matches(of: hash, in: ordered.map { $0.hash }, within: radius)
            .map { HammingMatch(id: ordered[$0.index].id, distance: $0.distance) }
    }
}

extension HashEntries {
    /// The position of each hash is its id.
    init(_ hashes: [PageHash]) {
        self.init(columns: HashColumns(capacity: hashes.count), count: hashes.count)
        for (position, hash) in hashes.enumerated() {
            columns.write(hash, id: UInt64(position), at: position)
        }
    }
}
