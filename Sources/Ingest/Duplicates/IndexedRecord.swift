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

    /// How many are read with one statement.
    private static let batch = 4_096

    /// Those of all versions, in the order of versions. What is committed meanwhile may be
    /// among them or not.
    static func all(in database: any Database) throws -> [IndexedRecord] {
        var all: [IndexedRecord] = []
        while true {
            let last = all.last?.version.text ?? ""
            let rows = try database.read { db in try db.query(selectAfter, [last, batch]) }
            guard !rows.isEmpty else { return all }
            all += try rows.map(IndexedRecord.init(row:))
        }
    }

    private static let selectAfter = """
        SELECT \(columns)
        FROM versions
        JOIN documents ON documents.id = versions.document_id
        WHERE versions.id > $1
            AND versions.record_id IS NOT NULL
        ORDER BY versions.id
        LIMIT $2
        """
}
