/// All entries of an index as they were at one moment.
struct HammingSnapshot: Sendable {
    /// Oldest first.
    var segments: [HashSegment] = []
    /// The newest entries, too few to be worth a directory.
    var recent: HashEntries
    /// Whether segments get directories.
    let hasDirectories: Bool

    init(segments: [HashSegment] = [], recentCapacity: Int, hasDirectories: Bool = true) {
        self.segments = segments
        self.hasDirectories = hasDirectories
        recent = HashEntries(columns: HashColumns(capacity: recentCapacity))
    }

    /// The most recent entries, with the removed ones among them.
    var recentCapacity: Int { recent.columns.capacity }

    var count: Int {
        segments.reduce(recent.liveCount) { $0 + $1.entries.liveCount }
    }

    var byteCount: Int {
        segments.reduce(recent.byteCount) { $0 + $1.byteCount }
    }

    /// A list for each query, nearest first.
    func matches(_ queries: [HammingQuery]) -> [[HammingMatch]] {
        var lists = recent.scan(for: queries)
        for segment in segments {
            for (index, found) in segment.find(queries).enumerated() { lists[index] += found }
        }
        for index in lists.indices { lists[index].sortNearestFirst() }
        return lists
    }

    /// Whether the next insertion needs `filingRecent` first.
    var isRecentFull: Bool { recent.count == recentCapacity }

    /// Adds an entry to the recent ones; one that had the id is replaced.
    mutating func insert(_ hash: PageHash, id: UInt64) {
        _ = remove(id)
        recent.columns.write(hash, id: id, at: recent.count)
        recent.count += 1
    }

    /// Removes an entry; returns whether there was one.
    mutating func remove(_ id: UInt64) -> Bool {
        if let position = recent.unorderedPosition(of: id) {
            recent.remove(at: position)
            return true
        }
        for index in segments.indices {
            guard let position = segments[index].entries.orderedPosition(of: id) else { continue }
            segments[index].entries.remove(at: position)
            return true
        }
        return false
    }
}
