/// The ways to change a given number of bits of a bucket's key.
enum KeyFlips {
    /// The most bits that are ever changed. Beyond it a scan of all hashes is cheaper
    /// than the thousands of buckets.
    static let maxDistance = 3

    /// The masks with `distance` of the lower `keyBits` bits set.
    static func masks(keyBits: Int, distance: Int) -> [Int] { all[keyBits][distance] }

    private static let all: [[[Int]]] = (0...BucketDirectory.chunkBits).map { keyBits in
        (0...maxDistance).map { masks(of: keyBits, setting: $0) }
    }

    private static func masks(of keyBits: Int, setting count: Int) -> [Int] {
        guard count > 0 else { return [0] }
        return (0..<keyBits).flatMap { top in
            masks(of: top, setting: count - 1).map { $0 | 1 << top }
        }
    }
}
