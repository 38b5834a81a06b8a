/// How far each chunk of a hash is looked up so that nothing within the radius is missed.
///
/// The general pigeonhole principle: if two hashes are at most r bits apart, then for
/// any thresholds T that add up to r - 16 + 1 some chunk c is at most T[c] bits apart;
/// -1 leaves a chunk out. J. Qin et al., "GPH: Similarity Search in Hamming Space",
/// ICDE 2018. The thresholds are dealt out step by step, each to the chunk where it adds
/// the least work, so that a chunk whose value thousands of pages share is left alone.
struct ProbePlan {
    /// Beyond it no search is planned: all hashes are looked at.
    static let widestRadius = BucketDirectory.chunkCount * (KeyFlips.maxDistance + 1) - 1

    /// For each chunk, the most bits that are changed, or -1.
    private(set) var thresholds = [Int](repeating: -1, count: BucketDirectory.chunkCount)
    /// The estimate, in nanoseconds.
    private(set) var cost = 0.0

    private let directory: BucketDirectory
    private let query: HammingQuery
    /// Up to here the buckets are looked at; the cost beyond is taken from their mean.
    private let typical: Int

    /// Returns `nil` when the cost would reach `budget` or the radius is beyond any plan.
    init?(for query: HammingQuery, in directory: BucketDirectory, budget: Double) {
        self.directory = directory
        self.query = query
        typical = query.radius / BucketDirectory.chunkCount
        guard meanCost < budget else { return nil }
        dealOutThresholds()
        guard cost < budget else { return nil }
    }

    /// The postings that pass chunk `chunk` with `distance` bits changed must agree with
    /// the following chunk up to this many bits; negative when none can.
    ///
    /// If the pigeonhole principle holds for a pair at all, it holds from some chunk on
    /// for every run of chunks, here of two. J. Qin, C. Xiao, "Pigeonring: A Principle for
    /// Faster Thresholded Similarity Search", VLDB 2018.
    func limit(chunk: Int, distance: Int) -> Int {
        let next = (chunk + 1) % BucketDirectory.chunkCount
        return thresholds[chunk] + thresholds[next] + 1 - distance
    }

    /// Whether a hash is found by way of chunk `chunk`.
    func reaches(_ hash: PageHash, by chunk: Int) -> Bool {
        let changed =
            directory.key(of: hash, chunk: chunk)
            ^ directory.key(of: query.hash, chunk: chunk)
        let distance = changed.nonzeroBitCount
        let ahead = (hash.signature(chunk) ^ query.hash.signature(chunk)).nonzeroBitCount
        return distance <= thresholds[chunk] && ahead <= limit(chunk: chunk, distance: distance)
    }

    private mutating func dealOutThresholds() {
        var nextCosts = thresholds.indices.map { costOfStep($0, to: 0) }
        for _ in 0...query.radius {
            var cheapest = 0
            for chunk in nextCosts.indices where nextCosts[chunk] < nextCosts[cheapest] {
                cheapest = chunk
            }
            cost += nextCosts[cheapest]
            thresholds[cheapest] += 1
            nextCosts[cheapest] = costOfStep(cheapest, to: thresholds[cheapest] + 1)
        }
    }

    /// What looking up a chunk with `distance` bits changed adds.
    private func costOfStep(_ chunk: Int, to distance: Int) -> Double {
        guard distance <= min(KeyFlips.maxDistance, directory.keyBits) else { return .infinity }
        let masks = KeyFlips.masks(keyBits: directory.keyBits, distance: distance)
        let postings =
            distance <= typical
            ? Double(postingCount(chunk, masks)) : Double(masks.count) * meanBucket
        return ProbeCost.probe(
            buckets: masks.count, postings: postings, distance: distance, typical: typical)
    }

    private func postingCount(_ chunk: Int, _ masks: [Int]) -> Int {
        let offsets = directory.offsets(of: chunk)
        let key = directory.key(of: query.hash, chunk: chunk)
        var count = 0
        for mask in masks {
            count += Int(offsets[(key ^ mask) + 1] - offsets[key ^ mask])
        }
        return count
    }

    private var meanBucket: Double {
        Double(directory.count) / Double(1 << directory.keyBits)
    }

    /// The cost if all buckets were of one size, which needs no look at any of them.
    private var meanCost: Double {
        guard typical <= KeyFlips.maxDistance else { return .infinity }
        let chunks = query.radius % BucketDirectory.chunkCount + 1
        let masks = KeyFlips.masks(keyBits: directory.keyBits, distance: typical)
        return Double(chunks)
            * ProbeCost.probe(
                buckets: masks.count, postings: Double(masks.count) * meanBucket,
                distance: typical, typical: typical)
    }
}
