internal import CHamming

/// A search of one segment by its directory.
///
/// In three passes over all chunks, each of which can fetch ahead what it will need: the
/// buckets, their postings, the hashes.
struct HammingProbe {
    let plan: ProbePlan
    let query: HammingQuery
    let directory: BucketDirectory
    let entries: HashEntries

    private var runs: [hamming_run] = []
    /// How many of `runs` belong to each chunk.
    private var runCounts: [Int] = []
    /// How many postings `runs` hold.
    private var postingCount = 0

    init(
        plan: ProbePlan, query: HammingQuery, directory: BucketDirectory, entries: HashEntries
    ) {
        self.plan = plan
        self.query = query
        self.directory = directory
        self.entries = entries
        runs.reserveCapacity(BucketDirectory.chunkCount * (BucketDirectory.chunkBits + 1))
        for chunk in plan.thresholds.indices {
            let first = runs.count
            appendRuns(of: chunk)
            runCounts.append(runs.count - first)
        }
    }

    /// Adds every match once, in no order.
    func run(into matches: inout [HammingMatch]) {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: postingCount + 1) { positions in
            let counts = filter(into: positions)
            var rest = UnsafeBufferPointer(rebasing: positions[..<counts.reduce(0, +)])
            for (chunk, count) in counts.enumerated() {
                verify(rest, count: count, of: chunk, into: &matches)
                rest = UnsafeBufferPointer(rebasing: rest[count...])
            }
        }
    }

    /// Lists the buckets of a chunk that are not empty.
    private mutating func appendRuns(of chunk: Int) {
        let offsets = directory.offsets(of: chunk)
        let base = UInt32(chunk * directory.count)
        let key = directory.key(of: query.hash, chunk: chunk)
        let signature = UInt32(query.hash.signature(chunk))
        for distance in 0..<plan.thresholds[chunk] + 1 {
            let limit = plan.limit(chunk: chunk, distance: distance)
            guard limit >= 0 else { break }
            for mask in KeyFlips.masks(keyBits: directory.keyBits, distance: distance) {
                let (start, end) = (offsets[key ^ mask], offsets[(key ^ mask) + 1])
                guard start < end else { continue }
                postingCount += Int(end - start)
                runs.append(
                    hamming_run(
                        start: base + start, end: base + end, signature: signature,
                        limit: UInt32(limit)))
            }
        }
    }

    /// Writes the positions that pass, chunk by chunk; returns how many of each.
    private func filter(into positions: UnsafeMutableBufferPointer<UInt32>) -> [Int] {
        var written = 0
        return runs.withUnsafeBufferPointer { runs in
            var rest = runs[...]
            return runCounts.map { count in
                let ahead = UnsafeBufferPointer(rebasing: rest)
                let room = UnsafeMutableBufferPointer(rebasing: positions[written...])
                let passed = hamming_filter(
                    query.kernel.code, directory.postings, ahead.baseAddress, count,
                    ahead.count, room.baseAddress)
                rest = rest.dropFirst(count)
                written += passed
                return passed
            }
        }
    }

    /// Compares with the hashes at the first `count` of `positions`.
    private func verify(
        _ positions: UnsafeBufferPointer<UInt32>, count: Int, of chunk: Int,
        into matches: inout [HammingMatch]
    ) {
        withUnsafeTemporaryAllocation(of: hamming_match.self, capacity: count) { found in
            var words = query.hash.words
            let matchCount = hamming_verify(
                query.kernel.code, &words, entries.columns.hashes,
                positions.baseAddress, count, positions.count, UInt32(query.radius),
                found.baseAddress)
            for match in found[..<matchCount] where isFirstSeen(match, by: chunk) {
                entries.append(match, to: &matches)
            }
        }
    }

    /// Whether no earlier chunk has led to the same hash.
    private func isFirstSeen(_ match: hamming_match, by chunk: Int) -> Bool {
        let hash = entries.columns.hashes[Int(match.position)]
        for earlier in 0..<chunk where plan.reaches(hash, by: earlier) { return false }
        return true
    }
}
