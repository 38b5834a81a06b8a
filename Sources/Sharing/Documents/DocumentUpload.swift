internal import Hashing
public import Ingest
internal import PDF
public import Storage
internal import Worker

/// A file that a caller sends, on its way to become a document or a version.
///
/// Used by one thread at a time. Nothing is kept before `finish`; dropping it drops the bytes.
public final class DocumentUpload {
    /// What becomes of it.
    public enum Purpose: Sendable {
        /// A new document with its first version.
        case document(DocumentDetails)
        case version(of: DocumentID, VersionDetails)
    }

    private let operations: DocumentOperations
    private let subject: Subject
    private let upload: IntakeUpload

    init(_ operations: DocumentOperations, as subject: Subject, maxBytes: Int) throws {
        self.operations = operations
        self.subject = subject
        upload = try operations.store.intake.begin(maxBytes: maxBytes)
    }

    /// Appends bytes; throws `OperationError` as soon as they cannot be those of a PDF that is
    /// taken.
    public func write(_ bytes: UnsafeRawBufferPointer) throws {
        try OperationError.translating { try upload.write(bytes) }
    }

    /// Stores everything durably; after this the upload is acknowledged.
    public func finish(as purpose: Purpose, fileName: String) throws -> Receipt {
        try finish(as: purpose, fileName: fileName, expecting: nil) { _, _ in }
    }

    /// The same, with more that is written in the same transaction.
    func finish(
        as purpose: Purpose, fileName: String, expecting digest: Digest?,
        alongside: (Receipt, any Connection) throws -> Void
    ) throws -> Receipt {
        let place = try operations.place(purpose)
        let (subject, operations) = (subject, operations)
        let submission = Submission(
            organization: subject.organization, author: subject.id, place: place,
            fileName: fileName,
            maySee: { id, db in
                let access = try DocumentAccess.find(
                    id, for: subject, at: operations.store.database.now(), on: db)
                return access.role(of: subject) != nil
            })
        return try OperationError.translating {
            try upload.finish(as: submission, expecting: digest) { receipt, db in
                try operations.acknowledge(receipt, as: subject, on: db)
                try alongside(receipt, db)
            }
        }
    }

    /// Drops the bytes.
    public func cancel() {
        upload.cancel()
    }
}

extension DocumentOperations {
    /// Begins to take in a file of at most `maxBytes`.
    ///
    /// Throws where the organization may have no more documents, or the subject may add no
    /// version to `document`; `finish(as:fileName:)` checks once more.
    public func beginUpload(
        of document: DocumentID? = nil, maxBytes: Int = Intake.defaultMaxBytes,
        as subject: Subject
    ) throws -> DocumentUpload {
        try store.database.read { db in
            if let document {
                try requireOpenForVersions(document, as: subject, on: db)
            } else {
                try requireRoom(for: subject.organization, spare: 1, on: db)
            }
        }
        return try DocumentUpload(self, as: subject, maxBytes: maxBytes)
    }

    func requireOpenForVersions(
        _ document: DocumentID, as subject: Subject, on db: any Connection
    ) throws {
        try require(.createVersion, of: subject, on: document, on: db)
        let view = try view(document, as: subject, on: db)
        guard view.trashedAt == nil else {
            throw OperationError.precondition(
                "\(document) is in the trash. Restore it before adding a version.")
        }
    }

    fileprivate func place(
        _ purpose: DocumentUpload.Purpose
    ) throws(OperationError) -> Submission.Place {
        switch purpose {
        case .document(let details):
            try DocumentLimits.checkTitle(details.title)
            try details.description.map(DocumentLimits.checkDescription)
            return .newDocument(details)
        case .version(let document, let details):
            try details.title.map(DocumentLimits.checkVersionTitle)
            return .nextVersion(of: document, details)
        }
    }

    /// Checks once more what may have changed while the bytes came, and writes the timeline.
    fileprivate func acknowledge(
        _ receipt: Receipt, as subject: Subject, on db: any Connection
    ) throws {
        let isFirst = receipt.versionNumber == 1
        if isFirst {
            try requireRoom(for: subject.organization, spare: 0, on: db)
        } else {
            try requireOpenForVersions(receipt.documentID, as: subject, on: db)
        }
        try TimelineEvent.append(
            isFirst ? .documentCreated : .documentVersionUploaded, to: receipt.documentID,
            version: receipt.versionID, by: subject.id, at: receipt.receivedAt, on: db)
    }
}

extension OperationError {
    /// Runs `body`, and says what the rooms below refuse as callers are told.
    static func translating<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as IntakeError {
            switch error.code {
            case .empty, .tooLarge, .notAPDF, .unreadable:
                throw OperationError.invalid("payload", error.message)
            case .duplicate:
                throw OperationError(.alreadyExists, .resourceAlreadyExists, error.message)
            }
        } catch let error as CopyError {
            throw error.code == .invalid
                ? OperationError.invalid(Watermark.parameter, error.message)
                : OperationError.precondition(error.message)
        } catch let error as DrawingError where error.code != .failed {
            throw OperationError.precondition(error.message)
        } catch let error as CatalogError {
            throw OperationError(.notFound, .resourceNotFound, error.message)
        } catch let error as JobQueueError where error.code == .full {
            throw OperationError(.resourceExhausted, .rateLimitExceeded, error.message)
        }
    }
}
