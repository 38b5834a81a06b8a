public import Ingest
public import Storage

/// A key of an organization's API, without its secret.
public struct APIKey: Hashable, Sendable {
    public let id: APIKeyID
    public let organization: OrganizationID
    /// Whom it acts as.
    public let subject: SubjectID
    public let name: String
    /// The first characters of the secret, to tell keys apart.
    public let prefix: String
    public let createdAt: Timestamp
    public let expiresAt: Timestamp?
    public let revokedAt: Timestamp?
    public let revokedBy: SubjectID?
    public let revokedComment: String?

    /// Whether it opens anything at this moment.
    public func isActive(at now: Timestamp) -> Bool {
        revokedAt == nil && expiresAt.map { $0 > now } ?? true
    }
}

extension APIKey {
    static let columns = """
        api_keys.id, api_keys.organization_id, api_keys.subject_id, api_keys.name,
        api_keys.prefix, api_keys.created_at, api_keys.expires_at, api_keys.revoked_at,
        api_keys.revoked_by, api_keys.revoked_comment
        """

    init(row: Row) throws {
        id = try row.identifier("id")
        organization = try row.identifier("organization_id")
        subject = try row.subject("subject_id")
        name = try row.text("name")
        prefix = try row.text("prefix")
        createdAt = try row.timestamp("created_at")
        expiresAt = try row.optionalTimestamp("expires_at")
        revokedAt = try row.optionalTimestamp("revoked_at")
        revokedBy = try row.optionalSubject("revoked_by")
        revokedComment = try row.optionalText("revoked_comment")
    }
}
