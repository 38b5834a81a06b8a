internal import CHamming

/// Room for hashes and ids, position by position, filled from the front.
///
/// Sendable: one thread at a time writes, only at or above the count that readers
/// were told of, and what lies below a told count never changes.
final class HashColumns: @unchecked Sendable {
    static let bytesPerEntry = PageHash.byteCount + MemoryLayout<UInt64>.stride

    let capacity: Int
    let hashes: UnsafeMutablePointer<PageHash>
    let ids: UnsafeMutablePointer<UInt64>

    init(capacity: Int) {
        self.capacity = capacity
        hashes = LargeMemory.allocate(capacity, of: PageHash.self)
        ids = LargeMemory.allocate(capacity, of: UInt64.self)
    }

    deinit {
        LargeMemory.free(hashes)
        LargeMemory.free(ids)
    }

    var byteCount: Int { capacity * Self.bytesPerEntry }

    func write(_ hash: PageHash, id: UInt64, at position: Int) {
        precondition(position < capacity)
        hashes[position] = hash
        ids[position] = id
    }
}
