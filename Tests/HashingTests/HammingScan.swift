import Hashing

/// The exact nearest-hash search by comparing with every hash: the slow twin of the index.
enum HammingScan {
    /// The hashes at most `radius` bits from `query`, nearest first.
    ///
    /// `index` is the position in `hashes`, from 0; equal distances are ordered by
    /// it. A negative radius finds nothing.
    static func matches(
        of query: PageHash, in hashes: [PageHash], within radius: Int
    ) -> [(index: Int, distance: Int)] {
        var found: [(index: Int, distance: Int)] = []
        for (index, hash) in hashes.enumerated() {
            let distance = query.distance(to: hash)
            if distance <= radius {
                found.append((index: index, distance: distance))
            }
        }
        return found.sorted { ($0.distance, $0.index) < ($1.distance, $1.index) }
    }
}
