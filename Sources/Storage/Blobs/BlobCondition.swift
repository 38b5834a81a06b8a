public import Hashing

/// What a blob turned out to be when all of it was read.
public enum BlobCondition: Hashable, Sendable {
    /// The bytes have the digest that names them.
    case intact(byteCount: Int)
    /// The bytes have another digest. Storing the right bytes again heals the blob.
    case damaged(actual: Digest, byteCount: Int)
    /// Nothing is stored under the digest.
    case missing
}
