public import Hashing

/// The receipt for bytes that were stored.
public struct StoredBlob: Hashable, Sendable {
    /// The name of the blob.
    public var digest: Digest
    /// The size of the blob.
    public var byteCount: Int
    /// Whether nothing was stored under the digest before; of several stores of the same new
    /// bytes at the same time, one is told so.
    public var isNew: Bool

    /// A receipt.
    public init(digest: Digest, byteCount: Int, isNew: Bool) {
        self.digest = digest
        self.byteCount = byteCount
        self.isNew = isNew
    }
}
