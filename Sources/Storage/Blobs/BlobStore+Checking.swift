public import Hashing

extension BlobStore {
    /// Opens a blob whose bytes were all read and found right: for who makes something of them.
    ///
    /// Throws `.digestMismatch` when they are not those of the digest, `.notFound` when the blob
    /// is absent, and `.corrupt` when what has its name is no file. A copy on this machine that
    /// is wrong is dropped, and the blob itself is asked.
    public func openWhole(_ digest: Digest) throws -> OpenBlob {
        var blob = try open(digest)
        if try blob.isRight(digest) { return blob }
        if blob.discardCopy() {
            blob = try open(digest)
            if try blob.isRight(digest) { return blob }
        }
        throw StorageError.damaged(digest)
    }

    /// All bytes of a small blob, found right; throws as `openWhole(_:)` does, and `.tooLarge`
    /// when there are more than `maxBytes`.
    public func contents(of digest: Digest, maxBytes: Int) throws -> [UInt8] {
        let blob = try open(digest)
        let bytes = try blob.contents(maxBytes: maxBytes)
        if SHA256.digest(of: bytes) == digest { return bytes }
        guard blob.discardCopy() else { throw StorageError.damaged(digest) }
        let fresh = try open(digest).contents(maxBytes: maxBytes)
        guard SHA256.digest(of: fresh) == digest else { throw StorageError.damaged(digest) }
        return fresh
    }
}

extension OpenBlob {
    /// Whether all bytes are those of a digest.
    public func isRight(_ digest: Digest) throws -> Bool { try self.digest().0 == digest }
}

extension StorageError {
    fileprivate static func damaged(_ digest: Digest) -> StorageError {
        StorageError(
            .digestMismatch,
            "the stored bytes are not those of blob \(digest); store the right ones again")
    }

    /// Whether the error says that a blob is not there, or not as it was stored.
    public var isLoss: Bool { [.notFound, .digestMismatch, .corrupt].contains(code) }
}
