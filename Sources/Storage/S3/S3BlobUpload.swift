internal import Hashing

/// An upload into an `S3BlobStore`: spooled to a file of the cache while it is hashed, because
/// its key is known only at the end and S3 renames nothing.
final class S3BlobUpload: BlobUpload {
    private let cache: BlobCache
    private let maxBytes: Int
    private let store: (HTTPBody, Digest) throws -> Bool
    private var hash = SHA256()
    /// `nil` once the upload has ended.
    private var temporary: TemporaryFile?
    private(set) var byteCount = 0

    /// Makes the file; `store` makes the bytes durable and says whether they are new.
    init(
        cache: BlobCache, maxBytes: Int, store: @escaping (HTTPBody, Digest) throws -> Bool
    ) throws {
        self.cache = cache
        self.maxBytes = maxBytes
        self.store = store
        temporary = try cache.makeTemporary()
    }

    deinit {
        cancel()
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        try endingOnError { temporary in
            guard bytes.count <= maxBytes - byteCount else {
                throw StorageError(
                    .tooLarge, "more than \(maxBytes) bytes; send less or raise the limit")
            }
            hash.update(bytes)
            try cache.files.write(bytes, to: temporary.descriptor, path: temporary.path)
            byteCount += bytes.count
        }
    }

    func finish(expecting expected: Digest?) throws -> StoredBlob {
        let digest = hash.finalize()
        let isNew = try endingOnError { temporary in
            try digest.check(against: expected)
            let body = HTTPBody.file(
                descriptor: temporary.descriptor, offset: 0, length: byteCount)
            return try store(body, digest)
        }
        keep(as: digest)
        return StoredBlob(digest: digest, byteCount: byteCount, isNew: isNew)
    }

    func cancel() {
        if let temporary { cache.discard(temporary) }
        temporary = nil
    }

    /// The blob is stored by now; a cache without it is only slower.
    private func keep(as digest: Digest) {
        guard let temporary else { return }
        if (try? cache.adopt(temporary, as: digest, byteCount: byteCount)) == nil {
            return cancel()
        }
        self.temporary = nil
    }

    private func endingOnError<Value>(
        _ body: (TemporaryFile) throws -> Value
    ) throws -> Value {
        guard let temporary else {
            throw StorageError(.unavailable, "the upload has ended; begin another one")
        }
        do {
            return try body(temporary)
        } catch {
            cancel()
            throw error
        }
    }
}
