public import Hashing
public import PDF
public import Storage
public import Worker

/// Makes marked copies of stored documents in a confined process.
public struct CopyMaker: Sendable {
    /// Changes whenever the same document and mark may give other bytes.
    public static let revision = "1"

    private let blobs: any BlobStore
    private let helpers: HelperPool

    /// `helpers` start `CopyHelper`.
    public init(blobs: any BlobStore, helpers: HelperPool) {
        self.blobs = blobs
        self.helpers = helpers
    }

    /// Makes a copy with `mark` on every page and puts it into the blob store, durably.
    ///
    /// A vector copy that cannot be made becomes a burned one, which the result says. A copy
    /// that lacks a page or a mark is never kept. `checkStop` is called while waiting, and what
    /// it throws is thrown on.
    ///
    /// - Throws: `CopyError`, `StorageError` with `notFound` for a document that is not stored,
    ///   `JobFailure` where no process can be started.
    public func make(
        of version: Digest, mark: PageMark, kind: CopyKind, limits: CopyLimits = CopyLimits(),
        checkStop: () throws -> Void = {}
    ) throws -> MarkedCopy {
        _ = try blobs.open(version)
        throw CopyError(.invalid, "Marked copies cannot be made yet.")
    }
}
