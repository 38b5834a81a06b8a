internal import CHamming

/// The hashes of one array that count, as they were at one moment.
struct HashEntries: Sendable {
    let columns: HashColumns
    /// The positions written so far, removed ones included.
    var count = 0
    var removed = RemovedPositions()

    var liveCount: Int { count - removed.count }
    var byteCount: Int { columns.byteCount + removed.byteCount }

    /// Calls `body` with every entry that counts, in order of position.
    func forEach(_ body: (PageHash, UInt64) -> Void) {
        for position in 0..<count where !removed.contains(position) {
            body(columns.hashes[position], columns.ids[position])
        }
    }

    mutating func remove(at position: Int) {
        removed.insert(position, capacity: columns.capacity)
    }

    /// The position of an id among ids in no order, if it counts.
    ///
    /// From the end, where ids come in ascending order and the newest goes first.
    func unorderedPosition(of id: UInt64) -> Int? {
        var position = count - 1
        while position >= 0 {
            if columns.ids[position] == id, !removed.contains(position) { return position }
            position -= 1
        }
        return nil
    }

    /// The position of an id among ascending ids, if it counts.
    func orderedPosition(of id: UInt64) -> Int? {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if columns.ids[middle] < id { low = middle + 1 } else { high = middle }
        }
        guard low < count, columns.ids[low] == id, !removed.contains(low) else { return nil }
        return low
    }

    /// Keeps a match of the kernels if it counts.
    func append(_ match: hamming_match, to matches: inout [HammingMatch]) {
        let position = Int(match.position)
        guard !removed.contains(position) else { return }
        let distance = Int(match.distance)
        matches.append(HammingMatch(id: columns.ids[position], distance: distance))
    }
}
