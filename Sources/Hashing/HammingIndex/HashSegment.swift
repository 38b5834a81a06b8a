internal import CHamming

/// Many hashes in order of their ids, with a directory; only removals change it.
struct HashSegment: Sendable {
    /// The most entries of one segment: what limits the memory that replacing one takes.
    static let maxCount = 1 << 22

    var entries: HashEntries
    let directory: BucketDirectory

    /// Takes over entries whose ids ascend.
    init(_ entries: HashEntries) {
        self.init(entries, keyBits: BucketDirectory.keyBits(for: entries.count))
    }

    /// Takes over entries whose ids ascend, in a directory of 2^`keyBits` buckets a chunk.
    init(_ entries: HashEntries, keyBits: Int) {
        self.entries = entries
        directory = BucketDirectory(
            of: entries.columns, count: entries.count, keyBits: keyBits)
    }

    var byteCount: Int { entries.byteCount + directory.byteCount }

    /// Finds by whichever way costs less; a list for each query, in no order.
    func find(_ queries: [HammingQuery]) -> [[HammingMatch]] {
        let budget = ProbeCost.scan(of: entries.count, besides: queries.count - 1)
        let plans = queries.map { ProbePlan(for: $0, in: directory, budget: budget) }
        let unplanned = zip(queries, plans).filter { $1 == nil }.map { $0.0 }
        var scanned = entries.scan(for: unplanned)[...]
        return zip(queries, plans).map { query, plan in
            guard let plan else { return scanned.removeFirst() }
            var matches: [HammingMatch] = []
            HammingProbe(plan: plan, query: query, segment: self).run(into: &matches)
            return matches
        }
    }
}
