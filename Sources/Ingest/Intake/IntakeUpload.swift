internal import Foundation
public import Hashing
public import Storage

/// A file that comes in piece by piece.
///
/// Used by one thread at a time. It ends with `finish(as:alongside:)`, `cancel()`, the first
/// error or its last reference; in all cases but the first nothing is kept.
public final class IntakeUpload {
    private let mark: CollectionMark
    private let upload: any BlobUpload
    private let registration: VersionRegistration
    private let maxBytes: Int
    /// The first bytes, until there are enough to tell whether it is a PDF.
    private var head: [UInt8]? = []

    init(store: Store, maxBytes: Int) throws {
        mark = store.referrals.mark()
        upload = try store.blobs.beginUpload(maxBytes: maxBytes)
        registration = VersionRegistration(store: store)
        self.maxBytes = maxBytes
    }

    /// Appends bytes.
    ///
    /// Throws `IntakeError` as soon as it is clear that this is no PDF, or that it is too
    /// large.
    public func write(_ bytes: UnsafeRawBufferPointer) throws {
        guard !bytes.isEmpty else { return }
        try inspect(bytes)
        do {
            try upload.write(bytes)
        } catch let error as StorageError where error.code == .tooLarge {
            throw IntakeError.tooLarge(maxBytes: maxBytes)
        }
    }

    private func inspect(_ bytes: UnsafeRawBufferPointer) throws {
        guard var seen = head else { return }
        seen += bytes.prefix(PDFHeader.reach - seen.count)
        head = seen
        guard seen.count == PDFHeader.reach else { return }
        try checkHead()
    }

    private func checkHead() throws {
        guard let seen = head else { return }
        head = nil
        do {
            try seen.withUnsafeBytes { try PDFHeader.require(in: $0) }
        } catch {
            upload.cancel()
            throw error
        }
    }

    /// Stores the bytes and then, in one transaction, the version and the job that reads it.
    ///
    /// `alongside` may write more in that transaction; what it throws undoes it and is thrown
    /// on, the bytes stay as a blob that nothing refers to. Throws `StorageError` with
    /// `.digestMismatch` where other bytes came than `expected`, and with `.busy` where a
    /// collection removes these very bytes, to be sent again; nothing is kept then.
    public func finish(
        as submission: Submission, expecting expected: Digest? = nil,
        alongside: (Receipt, any Connection) throws -> Void = { _, _ in }
    ) throws -> Receipt {
        try checkHead()
        let blob = try upload.finish(expecting: expected)
        return try registration.register(
            blob, since: mark, as: submission, alongside: alongside)
    }

    /// Drops the upload; without effect once it has ended.
    public func cancel() {
        upload.cancel()
    }
}
