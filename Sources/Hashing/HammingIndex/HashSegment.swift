internal import CHamming

/// Many hashes in order of their ids; only removals change it.
struct HashSegment: Sendable {
    /// The most entries of one segment: what limits the memory that replacing one takes.
    static let maxCount = 1 << 22

    var entries: HashEntries
    /// `nil` where every search looks at all hashes.
    let directory: BucketDirectory?

    /// Takes over entries whose ids ascend.
    init(_ entries: HashEntries, hasDirectory: Bool) {
        self.entries = entries
        directory = hasDirectory ? BucketDirectory(of: entries) : nil
    }

    var byteCount: Int { entries.byteCount + (directory?.byteCount ?? 0) }

    /// Finds by whichever way costs less; a list for each query, in no order.
    func find(_ queries: [HammingQuery]) -> [[HammingMatch]] {
        guard let directory else { return entries.scan(for: queries) }
        let budget = ProbeCost.scan(of: entries.count, besides: queries.count - 1)
        let plans = queries.map { ProbePlan(for: $0, in: directory, budget: budget) }
        let unplanned = zip(queries, plans).filter { $1 == nil }.map { $0.0 }
        var scanned = entries.scan(for: unplanned)[...]
        return zip(queries, plans).map { query, plan in
            guard let plan else { return scanned.removeFirst() }
            var matches: [HammingMatch] = []
            HammingProbe(plan: plan, query: query, directory: directory, entries: entries)
                .run(into: &matches)
            return matches
        }
    }
}
