internal import CHamming
import Dispatch
import Foundation
import Synchronization

extension HashEntries {
    /// Hashes between two looks at the found ones: 128 KiB, which stay in the cache while
    /// one query after the other is compared with them.
    private static let blockSize = 4_096

    /// Hashes that a thread takes at once: some 0.1 ms, so that none waits long for
    /// another that the system has put aside.
    private static let shareSize = 16 * blockSize

    /// Asked once: it reads files.
    private static let processors = ProcessInfo.processInfo.activeProcessorCount

    /// The threads that scan an array of `count` hashes.
    static func scanningThreads(for count: Int) -> Int {
        min(processors, max(count / (2 * shareSize), 1))
    }

    /// Finds by comparing with every hash, in order of position; a list for each query.
    func scan(for queries: [HammingQuery]) -> [[HammingMatch]] {
        guard !queries.isEmpty else { return [] }
        guard Self.scanningThreads(for: count) > 1 else { return scan(0..<count, for: queries) }
        let shareCount = (count + Self.shareSize - 1) / Self.shareSize
        let shares = Mutex([[[HammingMatch]]](repeating: [], count: shareCount))
        DispatchQueue.concurrentPerform(iterations: shareCount) { share in
            let start = share * Self.shareSize
            let found = scan(start..<min(start + Self.shareSize, count), for: queries)
            shares.withLock { $0[share] = found }
        }
        let found = shares.withLock { $0 }
        return queries.indices.map { query in found.flatMap { $0[query] } }
    }

    private func scan(_ range: Range<Int>, for queries: [HammingQuery]) -> [[HammingMatch]] {
        var matches = [[HammingMatch]](repeating: [], count: queries.count)
        withUnsafeTemporaryAllocation(
            of: hamming_match.self, capacity: Self.blockSize
        ) { found in
            for start in stride(from: range.lowerBound, to: range.upperBound, by: Self.blockSize) {
                let block = start..<min(start + Self.blockSize, range.upperBound)
                for index in queries.indices {
                    scan(block, for: queries[index], using: found, into: &matches[index])
                }
            }
        }
        return matches
    }

    private func scan(
        _ block: Range<Int>, for query: HammingQuery,
        using found: UnsafeMutableBufferPointer<hamming_match>,
        into matches: inout [HammingMatch]
    ) {
        var words = query.hash.words
        let count = hamming_scan(
            query.kernel.code, &words, columns.hashes + block.lowerBound, block.count,
            UInt32(query.radius), found.baseAddress)
        for var match in found[..<count] {
            match.position += UInt32(block.lowerBound)
            append(match, to: &matches)
        }
    }
}
