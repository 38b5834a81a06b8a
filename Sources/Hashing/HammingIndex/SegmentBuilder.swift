/// Collects entries for new segments.
struct SegmentBuilder {
    private var entries: HashEntries
    private var isOrdered = true
    private let hasDirectories: Bool

    init(capacity: Int, hasDirectories: Bool) {
        self.hasDirectories = hasDirectories
        entries = HashEntries(columns: HashColumns(capacity: capacity))
    }

    /// Joins what counts of several arrays; traps unless their ids are distinct.
    init(joining parts: [HashEntries], hasDirectories: Bool) {
        self.init(
            capacity: parts.reduce(0) { $0 + $1.liveCount }, hasDirectories: hasDirectories)
        // Arrays of one time of arrival mostly hold one range of ids: no sort is needed.
        for part in parts.sorted(by: { $0.firstID < $1.firstID }) {
            part.forEach { append($0, id: $1) }
        }
    }

    mutating func append(_ hash: PageHash, id: UInt64) {
        let count = entries.count
        if count > 0, entries.columns.ids[count - 1] >= id { isOrdered = false }
        entries.columns.write(hash, id: id, at: count)
        entries.count = count + 1
    }

    /// The segments that hold everything; of entries with one id only the last.
    consuming func segments() -> [HashSegment] {
        let ordered = isOrdered ? entries : entries.sortedByID()
        let pieces = (ordered.count + HashSegment.maxCount - 1) / HashSegment.maxCount
        guard pieces > 1 else { return ordered.count == 0 ? [] : [segment(of: ordered)] }
        return (0..<pieces).map { piece in
            let range = ordered.count * piece / pieces..<ordered.count * (piece + 1) / pieces
            return segment(of: ordered.copy(of: range))
        }
    }

    private func segment(of entries: HashEntries) -> HashSegment {
        HashSegment(entries, hasDirectory: hasDirectories)
    }
}

extension HashEntries {
    fileprivate var firstID: UInt64 { count > 0 ? columns.ids[0] : 0 }

    /// A copy in ascending order of ids; of entries with one id only the last remains.
    fileprivate func sortedByID() -> HashEntries {
        let order = (0..<count).map { (id: columns.ids[$0], position: $0) }
            .sorted { ($0.id, $0.position) < ($1.id, $1.position) }
        var result = HashEntries(columns: HashColumns(capacity: count))
        for (index, entry) in order.enumerated() {
            if index + 1 < count, order[index + 1].id == entry.id { continue }
            result.columns.write(columns.hashes[entry.position], id: entry.id, at: result.count)
            result.count += 1
        }
        return result
    }

    fileprivate func copy(of range: Range<Int>) -> HashEntries {
        let copy = HashColumns(capacity: range.count)
        copy.hashes.update(from: columns.hashes + range.lowerBound, count: range.count)
        copy.ids.update(from: columns.ids + range.lowerBound, count: range.count)
        return HashEntries(columns: copy, count: range.count)
    }
}
