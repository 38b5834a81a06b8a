public import Ingest
public import Storage

/// The public half of what a client of S3 signs with: `AKIA` and 16 letters and digits.
public struct S3KeyID: Hashable, Sendable {
    public let text: String

    private static let prefix = "AKIA"
    private static let length = 20
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")

    /// Draws a new one.
    init() {
        text = Self.prefix + String((0..<16).compactMap { _ in Self.letters.randomElement() })
    }

    /// Reads one; `nil` for anything else.
    public init?(_ text: String) {
        guard text.hasPrefix(Self.prefix), text.utf8.count == Self.length,
            text.dropFirst(4).allSatisfy(Self.letters.contains)
        else { return nil }
        self.text = text
    }
}

extension S3KeyID: CustomStringConvertible, SQLBindable {
    public var description: String { text }
    public var sqlValue: SQLValue { .text(text) }
}

/// What a client of S3 signs with, without its secret half.
public struct S3Key: Hashable, Sendable {
    public let id: S3KeyID
    public let organization: OrganizationID
    /// Whom it acts as.
    public let subject: SubjectID
    public let name: String
    public let createdAt: Timestamp
    public let revokedAt: Timestamp?
    public let revokedBy: SubjectID?
}

extension S3Key {
    static let columns = """
        s3_keys.id, s3_keys.organization_id, s3_keys.subject_id, s3_keys.name,
        s3_keys.created_at, s3_keys.revoked_at, s3_keys.revoked_by
        """

    init(row: Row) throws {
        guard let id = S3KeyID(try row.text("id")) else {
            throw StorageError(.corrupt, "An S3 key's row is damaged. Restore a backup.")
        }
        self.id = id
        organization = try row.identifier("organization_id")
        subject = try row.subject("subject_id")
        name = try row.text("name")
        createdAt = try row.timestamp("created_at")
        revokedAt = try row.optionalTimestamp("revoked_at")
        revokedBy = try row.optionalSubject("revoked_by")
    }
}
