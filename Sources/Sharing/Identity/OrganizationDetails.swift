internal import Ingest
internal import Storage

/// What an organization says of itself on papers.
enum OrganizationDetails {
    static func name(of id: OrganizationID, on db: any Connection) throws -> String {
        guard let row = try db.first(selectName, [id]) else {
            throw OperationError.notFound("organization", id.text)
        }
        return try row.text("name")
    }

    private static let selectName = """
        SELECT name
        FROM organizations
        WHERE id = $1
        """
}
