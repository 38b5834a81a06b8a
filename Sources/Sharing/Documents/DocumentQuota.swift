internal import Ingest
internal import Storage

/// How many documents an organization may have.
public struct DocumentQuota: Hashable, Sendable {
    /// 0 for any number.
    public let limit: Int
    /// Those in the trash count.
    public let used: Int

    /// Never below 0; without meaning where there is no limit.
    public var available: Int { max(0, limit - used) }
}

extension DocumentOperations {
    /// The quota of the subject's organization.
    public func quota(as subject: Subject) throws -> DocumentQuota {
        try store.database.read { db in try quota(of: subject.organization, on: db) }
    }

    private func quota(
        of organization: OrganizationID, on db: any Connection
    ) throws -> DocumentQuota {
        guard let row = try db.first(Self.selectQuota, [organization]) else {
            throw OperationError.notFound("organization", organization.text)
        }
        return DocumentQuota(
            limit: try row.int("document_limit"), used: try row.int("document_count"))
    }

    private static let selectQuota = """
        SELECT
            document_limit,
            (
                SELECT COUNT(*)
                FROM documents
                WHERE documents.organization_id = organizations.id
            ) AS document_count
        FROM organizations
        WHERE id = $1
        """

    /// Throws where there are more documents than the limit less `spare`.
    func requireRoom(
        for organization: OrganizationID, spare: Int, on db: any Connection
    ) throws {
        guard try db.first(Self.selectLimit, [organization])?.int("document_limit") != 0 else {
            return
        }
        let quota = try quota(of: organization, on: db)
        guard quota.used + spare <= quota.limit else {
            throw OperationError(
                .resourceExhausted, .quotaExceeded,
                "The organization has its \(quota.limit) documents. Ask its owner for more.")
        }
    }

    private static let selectLimit = """
        SELECT document_limit
        FROM organizations
        WHERE id = $1
        """
}
