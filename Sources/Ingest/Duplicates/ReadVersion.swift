internal import Hashing
internal import Storage

/// A version with what its record knows that a comparison needs.
struct ReadVersion: Sendable {
    let version: Version
    /// The record that was read here; another may be shown by now.
    let record: String
    let organization: OrganizationID
    let readAt: Timestamp
    /// The revision of the comparison that looked for its duplicates; `nil` until then.
    let matchedRevision: String?
    let compared: ComparedDocument

    /// The version with its pages; `nil` where it is gone or was never read.
    static func find(_ id: VersionID, on db: any Connection) throws -> ReadVersion? {
        guard let row = try db.first(selectVersion, [id]) else { return nil }
        let version = try Version(row: row)
        let record = try row.text("record_id")
        let pages = try db.query(selectPages, [record]).map(ComparedPage.init(row:))
        return ReadVersion(
            version: version, record: record, organization: try row.identifier("organization_id"),
            readAt: try row.timestamp("finished_at"),
            matchedRevision: try row.optionalText("matched_revision"),
            compared: ComparedDocument(digest: version.digest, pages: pages))
    }

    private static let selectVersion = """
        SELECT
            \(Version.columns), documents.organization_id, records.finished_at,
            records.matched_revision
        FROM versions
        JOIN documents ON documents.id = versions.document_id
        JOIN records ON records.id = versions.record_id
        WHERE versions.id = $1
        """

    private static let selectPages = """
        SELECT COALESCE(text, '') AS text, is_scan, hash, moment_hash, skew, ink_share
        FROM pages
        WHERE record_id = $1
        ORDER BY number
        """
}

extension ComparedPage {
    fileprivate init(row: Row) throws {
        self.init(
            signature: try PageSignature(row: row), text: try row.text("text"),
            isScan: try row.optionalInteger("is_scan") == 1)
    }
}

extension PageSignature {
    /// `nil` for a page without a picture.
    ///
    /// An older revision kept only the plain hash: it stands in for the other one then, which
    /// is far from every moment hash and as near to another plain one as it is.
    fileprivate init?(row: Row) throws {
        guard let plain = try row.optionalBlob("hash").flatMap({ PageHash(bytes: $0) }) else {
            return nil
        }
        let moment = try row.optionalBlob("moment_hash").flatMap { PageHash(bytes: $0) }
        self.init(
            plain: plain, moment: moment ?? plain,
            skew: moment == nil ? 0 : try row.real("skew"), inkShare: try row.real("ink_share"))
    }
}
