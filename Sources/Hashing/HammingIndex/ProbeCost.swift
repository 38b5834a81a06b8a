/// What the steps of a search cost, in nanoseconds on one 2021 server core.
///
/// Only the choice between two exact ways hangs on these figures, never an answer;
/// what counts are their ratios.
enum ProbeCost {
    /// Finding one bucket and the first of its postings.
    static let bucket = 12.0
    /// Looking at one posting.
    static let posting = 0.7
    /// Fetching one hash from anywhere in memory.
    static let fetch = 9.0
    /// Bringing one hash of many in a row from memory.
    static let broughtHash = 0.4
    /// Comparing one hash that is at hand.
    static let comparedHash = 1.0

    /// A scan of `count` hashes on the threads that it takes; `others` more queries share
    /// what it brings from memory.
    static func scan(of count: Int, besides others: Int) -> Double {
        let perHash = comparedHash + broughtHash / Double(others + 1)
        return Double(count) * perHash / Double(HashEntries.scanningThreads(for: count))
    }

    /// `buckets` buckets, whose keys are `distance` bits off and which hold `postings`
    /// in all, when every chunk is looked up to `typical` bits off.
    static func probe(
        buckets: Int, postings: Double, distance: Int, typical: Int
    ) -> Double {
        let share = passingShare[min(max(2 * typical + 1 - distance, 0), 8)]
        return Double(buckets) * bucket + postings * (posting + share * fetch)
    }

    /// The share of random bytes at most so many bits from a given one.
    private static let passingShare: [Double] = [
        1, 9, 37, 93, 163, 219, 247, 255, 256,
    ].map { $0 / 256 }
}
