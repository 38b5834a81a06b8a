internal import Hashing
internal import Ingest
internal import Storage

/// The rows of what was made to leave, in the caller's transaction.
struct IssuedFileRows {
    let db: any Connection

    /// What a new row says besides its file.
    struct Origin {
        let organization: OrganizationID
        let document: DocumentID
        let version: VersionID
        let subject: SubjectID
        let moment: Timestamp
    }

    /// A copy that anybody may get again.
    struct Cached {
        let digest: Digest
        let byteCount: Int
    }

    /// Notes a file that one link opens, until `expiresAt`; files whose links have ended go.
    func add(_ file: IssuedFile, of origin: Origin, expiresAt: Timestamp) throws {
        try EndedReferences.remove(at: origin.moment, on: db)
        try insert(file, of: origin, cacheKey: nil, expiresAt: expiresAt)
    }

    /// Keeps a copy under `key`, in the place of one that is kept already.
    func keep(_ file: IssuedFile, under key: Digest, of origin: Origin) throws {
        try db.execute(Self.deleteKept, [origin.version, key.hex])
        let kept = IssuedFile(
            id: IssuedFileID(at: origin.moment), kind: file.kind, digest: file.digest,
            byteCount: file.byteCount, recipient: nil)
        try insert(kept, of: origin, cacheKey: key, expiresAt: nil)
    }

    private static let deleteKept = """
        DELETE FROM issued_files
        WHERE version_id = $1
            AND cache_key = $2
        """

    private func insert(
        _ file: IssuedFile, of origin: Origin, cacheKey: Digest?, expiresAt: Timestamp?
    ) throws {
        try db.execute(
            Self.insert,
            [
                file.id, origin.organization, origin.document, origin.version,
                file.kind.rawValue, file.digest.hex, file.byteCount, cacheKey?.hex,
                file.recipient, origin.subject, origin.moment, expiresAt,
            ])
    }

    // Of two who keep the same copy at once, the second one's is the same.
    private static let insert = """
        INSERT INTO issued_files (
            id, organization_id, document_id, version_id, kind, digest, byte_count, cache_key,
            made_for, created_by, created_at, expires_at
        )
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        ON CONFLICT DO NOTHING
        """

    /// The copy that is kept under `key`.
    func kept(of version: VersionID, under key: Digest) throws -> Cached? {
        try db.first(Self.selectKept, [version, key.hex]).flatMap { row in
            let byteCount = try row.int("byte_count")
            return Digest(hex: try row.text("digest")).map {
                Cached(digest: $0, byteCount: byteCount)
            }
        }
    }

    private static let selectKept = """
        SELECT digest, byte_count
        FROM issued_files
        WHERE version_id = $1
            AND cache_key = $2
        """
}
