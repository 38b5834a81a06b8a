public import Ingest
public import Storage

/// Looks up organizations and users.
public struct IdentityCatalog: Sendable {
    private let database: any Database

    public init(database: any Database) {
        self.database = database
    }

    /// The organization, where the subject belongs to it; throws `notFound` otherwise.
    public func organization(
        _ id: OrganizationID, as subject: Subject
    ) throws -> Organization {
        guard let found = try organizations(of: subject, roles: []).first(where: { $0.id == id })
        else { throw OperationError.notFound("organization", id.text) }
        return found
    }

    /// The organizations that the subject belongs to, oldest first; those in which it has one
    /// of `roles`, where any are named.
    public func organizations(
        of subject: Subject, roles: [OrganizationRole]
    ) throws -> [Organization] {
        try database.read { db in
            try db.query(Self.selectOrganizations, [subject.id]).compactMap { row in
                let role = OrganizationRole(rawValue: try row.text("role"))
                guard roles.isEmpty || role.map(roles.contains) == true else { return nil }
                return try Organization(row: row)
            }
        }
    }

    private static let selectOrganizations = """
        SELECT organizations.id, organizations.name, organizations.created_at, belonging.role
        FROM (
            SELECT organization_id, role
            FROM members
            WHERE user_id = $1
            UNION ALL
            SELECT organization_id, role
            FROM bots
            WHERE id = $1
        ) AS belonging
        JOIN organizations ON organizations.id = belonging.organization_id
        ORDER BY organizations.id
        """

    /// The user that the subject is; throws `permissionDenied` for a bot.
    public func me(_ subject: Subject) throws -> User {
        let id = try subject.requireUser()
        let row = try database.read { db in try db.first(Self.selectUser, [id]) }
        guard let row else { throw OperationError.notFound("user", id.text) }
        return try User(row: row)
    }

    private static let selectUser = """
        SELECT id, email, name, given_name, family_name
        FROM users
        WHERE id = $1
        """

    /// Everybody who belongs to an organization, by name.
    public func members(of organization: OrganizationID) throws -> [Member] {
        try database.read { db in
            try db.query(Self.selectMembers, [organization]).map(Member.init(row:))
        }
    }

    private static let selectMembers = """
        SELECT
            users.id, users.email, users.name, users.given_name, users.family_name,
            members.role, members.joined_at
        FROM members
        JOIN users ON users.id = members.user_id
        WHERE members.organization_id = $1
        ORDER BY users.name, users.id
        """

    /// What a subject is in an organization; `nil` where it does not belong to it.
    static func role(
        of subject: SubjectID, in organization: OrganizationID, on db: any Connection
    ) throws -> OrganizationRole? {
        try db.first(selectRole, [organization, subject]).flatMap {
            OrganizationRole(rawValue: try $0.text("role"))
        }
    }

    private static let selectRole = """
        SELECT role
        FROM members
        WHERE organization_id = $1
            AND user_id = $2
        UNION ALL
        SELECT role
        FROM bots
        WHERE organization_id = $1
            AND id = $2
        """
}

/// A user in an organization.
public struct Member: Hashable, Sendable {
    public let user: User
    public let role: OrganizationRole
    public let joinedAt: Timestamp

    fileprivate init(row: Row) throws {
        user = try User(row: row)
        guard let role = OrganizationRole(rawValue: try row.text("role")) else {
            throw StorageError(.corrupt, "A member's row is damaged. Restore a backup.")
        }
        self.role = role
        joinedAt = try row.timestamp("joined_at")
    }
}
