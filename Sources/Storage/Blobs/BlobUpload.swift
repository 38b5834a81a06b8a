public import Hashing

/// A blob that is being written.
///
/// Used by one thread at a time. It ends with `finish(expecting:)`, with `cancel()`, with the
/// first error that one of its members throws, or with its last reference; in all cases but the
/// first nothing is kept. Once ended, `write(_:)` and `finish(expecting:)` throw `.unavailable`.
public protocol BlobUpload: AnyObject {
    /// The bytes written so far.
    var byteCount: Int { get }

    /// Appends bytes, straight from the caller's buffer; about 1 MiB at a time is best.
    ///
    /// Throws `.tooLarge` as soon as the limit would be passed and `.noSpace` when the disk is
    /// full.
    func write(_ bytes: UnsafeRawBufferPointer) throws

    /// Stores the bytes under their digest, durably, and ends the upload.
    ///
    /// Throws `.digestMismatch` when `expected` is given and the bytes have another digest. When
    /// it throws otherwise, the blob is not acknowledged, and the same upload may be tried again.
    func finish(expecting expected: Digest?) throws -> StoredBlob

    /// Drops the upload; without effect once it has ended.
    func cancel()
}

extension BlobUpload {
    /// Appends bytes.
    public func write(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { try write($0) }
    }
}
