public import Ingest
public import Storage

/// An organization: what owns documents.
public struct Organization: Hashable, Sendable {
    public let id: OrganizationID
    public let name: String
    public let createdAt: Timestamp
}

/// A person.
public struct User: Hashable, Sendable {
    public let id: UserID
    public let email: String
    public let name: String
    public let givenName: String?
    public let familyName: String?
}

extension Organization {
    init(row: Row) throws {
        id = try row.identifier("id")
        name = try row.text("name")
        createdAt = try row.timestamp("created_at")
    }
}

extension User {
    init(row: Row) throws {
        id = try row.identifier("id")
        email = try row.text("email")
        name = try row.text("name")
        givenName = try row.optionalText("given_name")
        familyName = try row.optionalText("family_name")
    }
}
