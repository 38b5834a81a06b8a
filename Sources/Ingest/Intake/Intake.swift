internal import Foundation
internal import Storage
internal import Worker

/// Takes files in: bytes first, then document, version and job in one
/// transaction, then the receipt.
public struct Intake: Sendable {
    /// The largest file that is taken by default: 100 MiB.
    public static let defaultMaxBytes = 104_857_600

    private let store: Store

    init(store: Store) {
        self.store = store
    }

    /// Stores the file at `path` as the first version of a new document and
    /// enqueues its reading.
    ///
    /// Memory does not depend on the file's size. `title` is the file's name
    /// without its ending where it is `nil`; `progress` is told the bytes so far.
    /// Throws `IntakeError` for a file that is refused, `StorageError` where the
    /// store fails; nothing is acknowledged then. `StoreSettings.arrivalPolicy` says what
    /// becomes of bytes that are stored already.
    public func add(
        path: String, title: String? = nil, maxBytes: Int = Intake.defaultMaxBytes,
        progress: (Int) throws -> Void = { _ in }
    ) throws -> Receipt {
        let source = try SourceFile(path: path)
        try source.checkSize(maxBytes: maxBytes)
        let mark = store.referrals.mark()
        let upload = try store.blobs.beginUpload(maxBytes: maxBytes)
        let blob: StoredBlob
        do {
            let count = try upload.write(
                contentsOf: source.descriptor, name: source.name,
                inspectingHead: { try PDFHeader.require(in: $0) }, progress: progress)
            guard count > 0 else { throw IntakeError.empty }
            blob = try upload.finish(expecting: nil)
        } catch let error as StorageError where error.code == .tooLarge {
            // It grew after it was opened.
            throw IntakeError.tooLarge(maxBytes: maxBytes)
        }
        let submission = Submission(
            organization: store.organization, author: .user(store.founders.owner),
            place: .newDocument(DocumentDetails(title: title ?? source.title)),
            fileName: source.name)
        return try VersionRegistration(store: store).register(
            blob, since: mark, as: submission)
    }

    /// Begins to take in a file that comes piece by piece.
    public func begin(maxBytes: Int = Intake.defaultMaxBytes) throws -> IntakeUpload {
        try IntakeUpload(store: store, maxBytes: maxBytes)
    }
}
