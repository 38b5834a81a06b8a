/// Which positions of an array count no longer: a bit each, none before the first.
struct RemovedPositions: Sendable {
    private(set) var count = 0
    private var words: [UInt64] = []

    var byteCount: Int { words.capacity * MemoryLayout<UInt64>.stride }

    func contains(_ position: Int) -> Bool {
        count > 0 && words[position / 64] >> (position % 64) & 1 == 1
    }

    /// Adds a position that is not contained yet, of `capacity` in all.
    mutating func insert(_ position: Int, capacity: Int) {
        assert(!contains(position))
        if words.isEmpty { words = [UInt64](repeating: 0, count: (capacity + 63) / 64) }
        words[position / 64] |= 1 << (position % 64)
        count += 1
    }
}
