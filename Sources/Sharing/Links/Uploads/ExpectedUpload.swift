internal import Hashing
public import Ingest
public import Storage

/// A file that is expected: whose it will be and what becomes of it.
public struct ExpectedUpload: Hashable, Sendable {
    public let id: UploadID
    public let organization: OrganizationID
    public let subject: SubjectID
    /// The name by which clients of S3 know it.
    public let objectKey: String
    /// The document that gets a version; `nil` for a new one.
    public let document: DocumentID?
    /// Of the new document; `nil` for the file's name.
    public let title: String?
    public let maxBytes: Int
    /// Whether one file ends it; otherwise the next one becomes the next version.
    public let isSingleUse: Bool
    public let expiresAt: Timestamp
    public let revokedAt: Timestamp?
    /// The newest version that came.
    public let version: VersionID?
}

extension ExpectedUpload {
    private static let columns = """
        uploads.id, uploads.organization_id, uploads.subject_id, uploads.object_key,
        uploads.document_id, uploads.title, uploads.max_bytes, uploads.is_single_use,
        uploads.expires_at, uploads.revoked_at, uploads.version_id
        """

    static let selectByID = """
        SELECT \(columns)
        FROM uploads
        WHERE id = $1
        """

    static let selectByKey = """
        SELECT \(columns)
        FROM uploads
        WHERE organization_id = $1
            AND object_key = $2
        """

    init(row: Row) throws {
        id = try row.identifier("id")
        organization = try row.identifier("organization_id")
        subject = try row.subject("subject_id")
        objectKey = try row.text("object_key")
        document = try row.optionalText("document_id").flatMap { DocumentID($0) }
        title = try row.optionalText("title")
        maxBytes = try row.int("max_bytes")
        isSingleUse = try row.bool("is_single_use")
        expiresAt = try row.timestamp("expires_at")
        revokedAt = try row.optionalTimestamp("revoked_at")
        version = try row.optionalText("version_id").flatMap { VersionID($0) }
    }

    static func find(_ id: UploadID, on db: any Connection) throws -> ExpectedUpload? {
        try db.first(selectByID, [id]).map(ExpectedUpload.init(row:))
    }

    static func find(
        _ key: String, of organization: OrganizationID, on db: any Connection
    ) throws -> ExpectedUpload? {
        try db.first(selectByKey, [organization, key]).map(ExpectedUpload.init(row:))
    }

    /// Writes it down; returns whether nobody else had taken its key.
    func insert(at now: Timestamp, on db: any Connection) throws -> Bool {
        try db.execute(
            Self.insertOne,
            [
                id, organization, subject, objectKey, document, title, maxBytes, isSingleUse, now,
                expiresAt, version,
            ]) == 1
    }

    private static let insertOne = """
        INSERT INTO uploads (
            id, organization_id, subject_id, object_key, document_id, title, max_bytes,
            is_single_use, created_at, expires_at, version_id
        )
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        ON CONFLICT (organization_id, object_key) DO NOTHING
        """

    /// Notes the version that came in the caller's transaction; returns whether no other came
    /// meanwhile.
    func note(_ arrived: VersionID, on db: any Connection) throws -> Bool {
        try db.execute(Self.updateVersion, [id, arrived, version]) == 1
    }

    private static let updateVersion = """
        UPDATE uploads
        SET version_id = $2
        WHERE id = $1
            AND revoked_at IS NULL
            AND COALESCE(version_id, '') = COALESCE($3, '')
        """
}
