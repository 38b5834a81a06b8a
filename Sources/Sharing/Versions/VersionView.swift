public import Ingest
internal import Storage

/// A version as callers see it.
public struct VersionView: Hashable, Sendable {
    public let version: Version
    public let title: String?
    public let description: String?
    public let createdBy: SubjectReference
}

extension VersionView {
    static let selection = """
        SELECT
            \(Version.columns), versions.title, versions.description, versions.created_by,
            COALESCE(users.name, bots.name, versions.created_by) AS author_name
        FROM versions
        LEFT JOIN users ON users.id = versions.created_by
        LEFT JOIN bots ON bots.id = versions.created_by
        """

    init(row: Row) throws {
        version = try Version(row: row)
        title = try row.optionalText("title")
        description = try row.optionalText("description")
        createdBy = SubjectReference(
            id: try row.subject("created_by"), name: try row.text("author_name"))
    }
}
