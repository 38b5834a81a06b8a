import Hashing
import Storage
import Synchronization

/// A blob store that tells of every small blob before it is put, one a page, and of every question
/// whether a blob is there.
final class CountingBlobStore: BlobStore {
    private let base: any BlobStore
    private let onPut: @Sendable (Int) throws -> Void
    private let onQuestion: @Sendable () -> Void
    private let count = Mutex(0)

    /// `onPut` is told how many there were, from 1, on the thread that puts; what it
    /// throws, putting throws.
    init(
        _ base: any BlobStore, onQuestion: @escaping @Sendable () -> Void = {},
        onPut: @escaping @Sendable (Int) throws -> Void = { _ in }
    ) {
        self.base = base
        self.onQuestion = onQuestion
        self.onPut = onPut
    }

    @discardableResult
    func put(_ bytes: [UInt8], durability: BlobDurability) throws -> StoredBlob {
        let number = count.withLock { count in
            count += 1
            return count
        }
        try onPut(number)
        return try base.put(bytes, durability: durability)
    }

    func beginUpload(maxBytes: Int) throws -> any BlobUpload {
        try base.beginUpload(maxBytes: maxBytes)
    }

    func makeDurable(_ digests: [Digest]) throws { try base.makeDurable(digests) }

    func open(_ digest: Digest) throws -> OpenBlob { try base.open(digest) }

    func byteCount(of digest: Digest) throws -> Int? {
        onQuestion()
        return try base.byteCount(of: digest)
    }

    func modifiedAt(of digest: Digest) throws -> Timestamp? { try base.modifiedAt(of: digest) }

    func forEach(_ body: (Digest, Int) throws -> Void) throws { try base.forEach(body) }

    func strays() throws -> [String] { try base.strays() }

    func remove(_ digest: Digest) throws { try base.remove(digest) }

    func verify(_ digest: Digest) throws -> BlobCondition { try base.verify(digest) }

    @discardableResult
    func quarantine(_ digest: Digest) throws -> Bool { try base.quarantine(digest) }

    func quarantined() throws -> [Digest] { try base.quarantined() }

    @discardableResult
    func removeAbandonedUploads(olderThan age: Duration) throws -> Int {
        try base.removeAbandonedUploads(olderThan: age)
    }

    func availableBytes() throws -> Int? { try base.availableBytes() }
}
