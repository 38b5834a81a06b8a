/// When segments are made and joined.
///
/// Segments fall into levels by size, each level four times the one before. Four of one
/// level become one of the next, so that an entry is filed once a level and a search
/// meets few segments. Those of the top level stay as they are.
extension HammingSnapshot {
    private static let segmentsPerLevel = 4
    private static let topLevel = 4

    /// The same entries with the recent ones in a segment.
    consuming func filingRecent() -> HammingSnapshot {
        var joined = [recent]
        var kept = segments
        while let peers = fullLevel(of: joined, in: kept) {
            joined += peers.map { kept[$0].entries }
            for index in peers.reversed() { kept.remove(at: index) }
        }
        kept += SegmentBuilder(joining: joined, hasDirectories: hasDirectories).segments()
        return HammingSnapshot(
            segments: kept, recentCapacity: recentCapacity, hasDirectories: hasDirectories)
    }

    /// The same entries without the removed ones of segments that have lost a quarter;
    /// `nil` if none has.
    func compacted() -> HammingSnapshot? {
        let worn = segments.indices.filter {
            segments[$0].entries.removed.count * 4 > segments[$0].entries.count
        }
        guard !worn.isEmpty else { return nil }
        var result = self
        for index in worn.reversed() {
            let rebuilt = SegmentBuilder(
                joining: [segments[index].entries], hasDirectories: hasDirectories
            ).segments()
            result.segments.replaceSubrange(index...index, with: rebuilt)
        }
        return result
    }

    /// The segments that entries to be filed are joined with, if their level is full.
    private func fullLevel(of joined: [HashEntries], in segments: [HashSegment]) -> [Int]? {
        let level = level(of: joined.reduce(0) { $0 + $1.liveCount })
        let peers = segments.indices.filter { self.level(of: segments[$0].entries.count) == level }
        guard level < Self.topLevel, peers.count >= Self.segmentsPerLevel - 1 else { return nil }
        return peers
    }

    private func level(of count: Int) -> Int {
        var (level, size) = (0, recentCapacity * Self.segmentsPerLevel)
        while level < Self.topLevel, count >= size {
            level += 1
            size *= Self.segmentsPerLevel
        }
        return level
    }
}
