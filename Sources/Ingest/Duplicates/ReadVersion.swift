internal import Hashing
internal import Storage

/// A version that was read, with what its record tells before its pages are looked at.
struct ReadVersion: Sendable {
    let version: Version
    /// The record that was read here; another may be shown by now.
    let record: String
    let organization: OrganizationID
    let readAt: Timestamp
    /// The revision of the comparison that looked for its duplicates; `nil` until then.
    let matchedRevision: String?
    let pageCount: Int

    /// `nil` where the version is gone or was never read.
    static func find(_ id: VersionID, on db: any Connection) throws -> ReadVersion? {
        try db.first(selectVersion, [id]).map(ReadVersion.init(row:))
    }

    private init(row: Row) throws {
        version = try Version(row: row)
        record = try row.text("record_id")
        organization = try row.identifier("organization_id")
        readAt = try row.timestamp("finished_at")
        matchedRevision = try row.optionalText("matched_revision")
        pageCount = try row.int("page_count")
    }

    private static let selectVersion = """
        SELECT
            \(Version.columns), documents.organization_id, records.finished_at,
            records.matched_revision,
            (SELECT COUNT(*) FROM pages WHERE pages.record_id = records.id) AS page_count
        FROM versions
        JOIN documents ON documents.id = versions.document_id
        JOIN records ON records.id = versions.record_id
        WHERE versions.id = $1
        """
}

extension Store {
    /// What a comparison needs of a version's pages.
    func compared(_ version: ReadVersion) throws -> ComparedDocument {
        try comparedDocuments.document(of: version.record) {
            let pages = try database.read { db in
                try db.query(Self.selectPages, [version.record]).map(ComparedPage.init(row:))
            }
            return ComparedDocument(digest: version.version.digest, pages: pages)
        }
    }

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
