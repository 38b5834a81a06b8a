internal import Foundation
internal import Hashing
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
        let upload = try store.blobs.beginUpload(maxBytes: maxBytes)
        let blob: StoredBlob
        do {
            let count = try upload.write(
                contentsOf: source.descriptor, name: source.name,
                inspectingHead: { try source.checkHead($0) }, progress: progress)
            guard count > 0 else { throw source.emptyError }
            blob = try upload.finish(expecting: nil)
        } catch let error as StorageError where error.code == .tooLarge {
            // It grew after it was opened.
            throw source.tooLargeError(maxBytes: maxBytes)
        }
        return try register(blob, title: title ?? source.title, fileName: source.name)
    }

    private func register(_ blob: StoredBlob, title: String, fileName: String) throws -> Receipt {
        try store.database.write { db in
            let now = store.database.now()
            let twin = try documentWithBytes(blob.digest, on: db)
            let (document, number) = try place(title, besides: twin, at: now, on: db)
            let version = VersionID(at: now)
            try db.execute(
                Self.insertVersion,
                [version, document, number, blob.digest.hex, blob.byteCount, fileName, now])
            let job = try store.queue.enqueue(
                ExtractionHandler.job(
                    for: version, of: store.organization,
                    arrivingUnder: store.settings.arrivalPolicy),
                on: db)
            return Receipt(
                documentID: document, versionID: version, jobID: job.id, digest: blob.digest,
                byteCount: blob.byteCount, receivedAt: now, isNewBlob: blob.isNew,
                sameBytesAs: twin)
        }
    }

    private func documentWithBytes(
        _ digest: Digest, on db: any Connection
    ) throws -> DocumentID? {
        try db.first(Self.selectTwin, [digest.hex, store.organization])
            .map { try $0.identifier("document_id") }
    }

    private static let selectTwin = """
        SELECT versions.document_id
        FROM versions
        JOIN documents ON documents.id = versions.document_id
        WHERE versions.digest = $1
            AND documents.organization_id = $2
        ORDER BY versions.id
        LIMIT 1
        """

    /// The document and the number of a version that arrives: a new document, or the next
    /// version of the one with the same bytes.
    private func place(
        _ title: String, besides twin: DocumentID?, at now: Timestamp, on db: any Connection
    ) throws -> (DocumentID, number: Int) {
        switch (store.settings.arrivalPolicy, twin) {
        case (.refuse, let twin?): throw IntakeError.duplicate(of: twin)
        case (.link, let twin?): return (twin, try nextNumber(in: twin, at: now, on: db))
        case (.report, _), (_, nil):
            let document = DocumentID(at: now)
            try db.execute(
                Self.insertDocument, [document, store.organization, title.clippedTitle, now])
            return (document, 1)
        }
    }

    /// Changes the document first, so that two that arrive together wait for each other.
    private func nextNumber(
        in document: DocumentID, at now: Timestamp, on db: any Connection
    ) throws -> Int {
        try db.execute(Self.touchDocument, [document, now])
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
        INSERT INTO documents (id, organization_id, title, created_at, updated_at)
        VALUES ($1, $2, $3, $4, $4)
        """

    private static let insertVersion = """
        INSERT INTO versions (
            id, document_id, number, digest, byte_count, file_name, created_at, state
        )
        VALUES ($1, $2, $3, $4, $5, $6, $7, 'processing')
        """
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
