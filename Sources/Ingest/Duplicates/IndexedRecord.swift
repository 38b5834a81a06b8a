internal import Hashing
internal import Storage

/// A record whose pages can be found by their looks.
struct IndexedRecord: Hashable, Sendable {
    let version: VersionID
    /// The record that the version shows.
    let record: String
    let organization: OrganizationID

    static let columns = """
        versions.id AS version_id, versions.record_id, documents.organization_id
        """

    init(row: Row) throws {
        version = try row.identifier("version_id")
        record = try row.text("record_id")
        organization = try row.identifier("organization_id")
    }
}

/// The hashes of a page of some record.
struct IndexedPage: Hashable, Sendable {
    let record: String
    /// From 0.
    let number: Int
    let plain: PageHash
    /// `nil` where an older revision read the page.
    let moment: PageHash?

    /// The pages of these records with at least so much ink, in no order.
    static func all(
        of records: [String], minInkShare: Double, on db: any Connection
    ) throws -> [IndexedPage] {
        guard !records.isEmpty else { return [] }
        let places = records.indices.map { "$\($0 + 2)" }.joined(separator: ", ")
        let sql = """
            SELECT record_id, number, hash, moment_hash
            FROM pages
            WHERE record_id IN (\(places))
                AND hash IS NOT NULL
                AND ink_share >= $1
            """
        return try db.query(sql, [minInkShare] + records).compactMap(IndexedPage.init(row:))
    }

    private init?(row: Row) throws {
        guard let plain = PageHash(bytes: try row.blob("hash")) else { return nil }
        self.plain = plain
        moment = try row.optionalBlob("moment_hash").flatMap { PageHash(bytes: $0) }
        record = try row.text("record_id")
        number = try row.int("number")
    }
}
