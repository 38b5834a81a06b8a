internal import CHamming
import Dispatch

/// For each 16-bit chunk of a hash, the positions of the hashes by the chunk's value.
///
/// The table of multi-index hashing: M. Norouzi, A. Punjani, D. Fleet, "Fast Exact
/// Search in Hamming Space with Multi-Index Hashing", IEEE TPAMI 36 (2014). A posting
/// is 32 bits: the position and, to save fetching most hashes, 8 bits of the chunk
/// that follows. Immutable after `init`, hence Sendable.
final class BucketDirectory: @unchecked Sendable {
    static let chunkCount = 16
    static let chunkBits = 16
    /// A posting has 24 bits for the position.
    static let maxCount = 1 << 24

    let count: Int
    /// The upper bits of a chunk that name its bucket, 4 to 16.
    let keyBits: Int
    /// The postings of chunk c begin at `c * count`.
    let postings: UnsafeMutablePointer<UInt32>
    /// The offsets of chunk c begin at `c * offsetCount`; bucket k ends where k + 1 begins.
    private let offsets: UnsafeMutablePointer<UInt32>

    private var offsetCount: Int { (1 << keyBits) + 1 }

    /// Files all entries, on all processors where there are many.
    convenience init(of entries: HashEntries) {
        self.init(of: entries, keyBits: Self.keyBits(for: entries.count))
    }

    /// Files all entries in 2^`keyBits` buckets a chunk.
    init(of entries: HashEntries, keyBits: Int) {
        precondition(entries.count <= Self.maxCount)
        let columns = entries.columns
        count = entries.count
        self.keyBits = keyBits
        postings = LargeMemory.allocate(Self.chunkCount * count, of: UInt32.self)
        offsets = LargeMemory.allocate(
            Self.chunkCount * ((1 << keyBits) + 1), of: UInt32.self)
        if count < 10_000 {
            for chunk in 0..<Self.chunkCount { file(chunk, of: columns) }
        } else {
            DispatchQueue.concurrentPerform(iterations: Self.chunkCount) {
                file($0, of: columns)
            }
        }
    }

    deinit {
        LargeMemory.free(postings)
        LargeMemory.free(offsets)
    }

    /// Eight to sixteen postings a bucket, and more from a million on: at most 8 bytes of
    /// offsets an entry.
    static func keyBits(for count: Int) -> Int {
        let magnitude = Int.bitWidth - 1 - max(count, 1).leadingZeroBitCount
        return min(max(magnitude - 3, 4), chunkBits)
    }

    private func file(_ chunk: Int, of columns: HashColumns) {
        hamming_file_chunk(
            columns.hashes, count, UInt32(chunk), UInt32(keyBits), offsets(of: chunk),
            postings + chunk * count)
    }

    var byteCount: Int {
        Self.chunkCount * (count + offsetCount) * MemoryLayout<UInt32>.stride
    }

    /// Where each bucket of a chunk begins among the chunk's postings, and where the last
    /// ends.
    func offsets(of chunk: Int) -> UnsafeMutablePointer<UInt32> {
        offsets + chunk * offsetCount
    }

    /// The bucket of a chunk that a hash belongs to.
    func key(of hash: PageHash, chunk: Int) -> Int {
        Int(hash.chunk(chunk)) >> (Self.chunkBits - keyBits)
    }
}

extension PageHash {
    /// 16 of the bits; chunk 0 is the lower end of the first word.
    func chunk(_ index: Int) -> UInt16 {
        UInt16(truncatingIfNeeded: words[index / 4] >> UInt64(16 * (index % 4)))
    }

    /// The bits of a chunk's successor that its postings carry.
    func signature(_ chunk: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: self.chunk((chunk + 1) % BucketDirectory.chunkCount))
    }
}
