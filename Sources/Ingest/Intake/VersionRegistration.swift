internal import Foundation
internal import Hashing
internal import Storage
internal import Worker

/// Makes stored bytes a version: document, version and job in one transaction.
struct VersionRegistration {
    let store: Store

    /// `mark` was taken before the bytes were stored. Throws `IntakeError` where the policy
    /// refuses the bytes, `CatalogError` where the document is gone that they should be a version
    /// of, `StorageError` with `.busy` where a collection removes them.
    func register(
        _ blob: StoredBlob, since mark: CollectionMark, as submission: Submission,
        alongside: (Receipt, any Connection) throws -> Void = { _, _ in }
    ) throws -> Receipt {
        try store.database.write { db in
            try store.referrals.confirm([blob.digest], since: mark, on: db)
            let now = store.database.now()
            let twin = try twin(of: blob.digest, for: submission, on: db)
            let (document, number) = try place(submission, besides: twin, at: now, on: db)
            let version = VersionID(at: now)
            let details = submission.versionDetails
            try db.execute(
                Self.insertVersion,
                [
                    version, document, number, blob.digest.hex, blob.byteCount,
                    submission.fileName, now, details.title, details.description,
                    submission.author,
                ])
            let job = try store.queue.enqueue(
                ExtractionHandler.job(
                    for: version, of: submission.organization, arrivingUnder: policy(submission)),
                on: db)
            let receipt = Receipt(
                documentID: document, versionID: version, versionNumber: number, jobID: job.id,
                digest: blob.digest, byteCount: blob.byteCount, receivedAt: now,
                isNewBlob: blob.isNew,
                sameBytesAs: twin)
            try alongside(receipt, db)
            return receipt
        }
    }

    /// What was put into a document on purpose stays there.
    private func policy(_ submission: Submission) -> ArrivalPolicy {
        switch submission.place {
        case .newDocument: store.settings.arrivalPolicy
        case .nextVersion: .report
        }
    }

    /// The oldest document with the same bytes that the author may know of.
    private func twin(
        of digest: Digest, for submission: Submission, on db: any Connection
    ) throws -> DocumentID? {
        try db.query(Self.selectTwins, [digest.hex, submission.organization])
            .lazy.map { try $0.identifier("document_id") as DocumentID }
            .first { try submission.maySee($0, db) }
    }

    private static let selectTwins = """
        SELECT versions.document_id
        FROM versions
        JOIN documents ON documents.id = versions.document_id
        WHERE versions.digest = $1
            AND documents.organization_id = $2
            AND documents.trashed_at IS NULL
        ORDER BY versions.id
        """

    /// The document and the number of the version.
    private func place(
        _ submission: Submission, besides twin: DocumentID?, at now: Timestamp,
        on db: any Connection
    ) throws -> (DocumentID, number: Int) {
        switch (submission.place, store.settings.arrivalPolicy, twin) {
        case (.nextVersion(let document, _), _, _):
            return (document, try nextNumber(in: document, at: now, on: db))
        case (.newDocument, .refuse, let twin?):
            throw IntakeError.duplicate(of: twin)
        case (.newDocument, .link, let twin?):
            return (twin, try nextNumber(in: twin, at: now, on: db))
        case (.newDocument(let details), .report, _), (.newDocument(let details), _, nil):
            let document = DocumentID(at: now)
            let title = details.title.clippedTitle
            try db.execute(
                Self.insertDocument,
                [
                    document, submission.organization, title, now, details.description,
                    submission.author, details.generalAccess.rawValue, title.foldedForSearch,
                    details.description?.foldedForSearch,
                ])
            return (document, 1)
        }
    }

    /// Changes the document first, so that two that arrive together wait for each other.
    private func nextNumber(
        in document: DocumentID, at now: Timestamp, on db: any Connection
    ) throws -> Int {
        guard try db.execute(Self.touchDocument, [document, now]) == 1 else {
            throw CatalogError.notFound(document.text)
        }
        return try db.first(Self.selectNextNumber, [document])?.int("number") ?? 1
    }

    private static let touchDocument = """
        UPDATE documents
        SET updated_at = $2
        WHERE id = $1
        """

    private static let selectNextNumber = """
        SELECT MAX(number) + 1 AS number
        FROM versions
        WHERE document_id = $1
        """

    private static let insertDocument = """
        INSERT INTO documents (
            id, organization_id, title, created_at, updated_at, description, created_by,
            owner_id, general_access, folded_title, folded_description
        )
        VALUES ($1, $2, $3, $4, $4, $5, $6, $6, $7, $8, $9)
        """

    private static let insertVersion = """
        INSERT INTO versions (
            id, document_id, number, digest, byte_count, file_name, created_at, state,
            title, description, created_by
        )
        VALUES ($1, $2, $3, $4, $5, $6, $7, 'processing', $8, $9, $10)
        """
}

extension Submission {
    fileprivate var versionDetails: VersionDetails {
        switch place {
        case .newDocument: VersionDetails()
        case .nextVersion(_, let details): details
        }
    }
}

extension String {
    /// At most 255 code points, as the schema counts, on one line, never empty. No
    /// character is cut apart.
    fileprivate var clippedTitle: String {
        var line = String.UnicodeScalarView()
        for scalar in unicodeScalars { line.append(scalar.breaksLine ? " " : scalar) }
        var room = 255
        let clipped = String(line).trimmingCharacters(in: .whitespaces).prefix { character in
            room -= character.unicodeScalars.count
            return room >= 0
        }
        return clipped.isEmpty ? "Untitled" : String(clipped)
    }
}

extension Unicode.Scalar {
    fileprivate var breaksLine: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
