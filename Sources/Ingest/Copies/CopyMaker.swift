internal import Foundation
public import Hashing
public import PDF
public import Storage
public import Worker

/// Makes marked copies of stored documents in confined processes.
public struct CopyMaker: Sendable {
    /// Changes whenever the same document and mark may give other bytes.
    public static let revision = "\(VectorCopy.revision); \(PageBurner.revision)"

    private let blobs: any BlobStore
    private let helpers: HelperPool

    /// `helpers` start `CopyHelper`, with its `maxPayload`.
    public init(blobs: any BlobStore, helpers: HelperPool) {
        self.blobs = blobs
        self.helpers = helpers
    }

    /// Makes a copy with `mark` on every page and puts it into the blob store, durably.
    ///
    /// A vector copy that cannot be made becomes a burned one, which the result says. A copy
    /// that lacks a page or a mark is never kept. `checkStop` is called on this
    /// thread while waiting, and what it throws is thrown on.
    ///
    /// - Throws: `CopyError`; `StorageError`; `JobFailure` where no process can be started.
    public func make(
        of version: Digest, mark: PageMark, kind: CopyKind, limits: CopyLimits = CopyLimits(),
        checkStop: @escaping () throws -> Void = {}
    ) throws -> MarkedCopy {
        if case .burned(let dpi) = kind, !CopyLimits.resolutions.contains(dpi) {
            throw CopyError(
                .invalid,
                "A burned copy has \(CopyLimits.resolutions.lowerBound) to "
                    + "\(CopyLimits.resolutions.upperBound) pixels an inch.")
        }
        let document = try open(version)
        let session = CopySession(
            helpers: helpers, document: document,
            deadline: Date(timeIntervalSinceNow: limits.documentSeconds), checkStop: checkStop)
        let making = try CopyMaking(mark, limits, session)
        return try store(making.file, try making.make(kind), limits)
    }

    /// All bytes are hashed before: no copy is made of wrong ones.
    private func open(_ version: Digest) throws -> OpenBlob {
        do {
            return try blobs.openWhole(version)
        } catch let error as StorageError where error.isLoss {
            let condition = error.code == .notFound ? "missing" : "damaged"
            throw CopyError(
                .unsound,
                "The stored bytes of the document are \(condition): no copy is made of them. Add "
                    + "the same file again.")
        }
    }

    private func store(
        _ file: SpoolFile, _ outcome: CopyMaking.Outcome, _ limits: CopyLimits
    ) throws -> MarkedCopy {
        try file.seek(to: 0)
        let upload = try blobs.beginUpload(maxBytes: limits.maxBytes)
        try upload.write(contentsOf: file.descriptor, name: "a marked copy")
        let blob = try upload.finish(expecting: nil)
        return MarkedCopy(
            digest: blob.digest, byteCount: blob.byteCount, pageCount: outcome.pageCount,
            kind: outcome.kind, substitutedPages: outcome.substituted.sorted(),
            missing: outcome.missing)
    }
}
