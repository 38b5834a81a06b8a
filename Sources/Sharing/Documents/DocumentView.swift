public import Ingest
public import Storage

/// A user or bot that is named in an answer.
public struct SubjectReference: Hashable, Sendable {
    public let id: SubjectID
    /// What people call it; its id where it is gone.
    public let name: String

    public init(id: SubjectID, name: String) {
        self.id = id
        self.name = name
    }
}

/// A document as one subject sees it.
public struct DocumentView: Hashable, Sendable {
    /// A version that is named in an answer.
    public struct VersionReference: Hashable, Sendable {
        public let id: VersionID
        public let createdAt: Timestamp
    }

    public let id: DocumentID
    public let title: String
    public let description: String?
    public let createdAt: Timestamp
    public let updatedAt: Timestamp
    public let createdBy: SubjectReference
    public let access: DocumentAccess
    public let trashedAt: Timestamp?
    /// When the subject last opened its content.
    public let lastViewedAt: Timestamp?
    /// When the subject was given its grant.
    public let sharedAt: Timestamp?
    /// Where its newest version stands.
    public let state: VersionState
    /// The newest version that was read, or the newest at all where none was.
    public let currentVersion: VersionReference
    /// What the subject is to it.
    public let role: DocumentRole

    /// What the subject may do with it.
    public var capabilities: Set<Capability> {
        Set(Capability.allCases.filter { $0.leastRole <= role })
    }
}

extension DocumentView {
    /// What is read of a document for the subject $1 at the moment $2.
    static let selection = selection(with: "documents.id AS sort_key")

    /// The same with one expression more.
    static func selection(with expression: String) -> String {
        """
        SELECT
            \(expression), documents.id, documents.organization_id, documents.title, documents.description,
            documents.created_at, documents.updated_at, documents.created_by,
            documents.owner_id, documents.general_access, documents.trashed_at,
            COALESCE(users.name, bots.name, documents.created_by) AS author_name,
            grants.role AS grant_role, grants.created_at AS shared_at,
            document_views.last_viewed_at,
            newest.state,
            COALESCE(current.id, newest.id) AS version_id,
            COALESCE(current.created_at, newest.created_at) AS version_created_at
        FROM documents
        JOIN versions AS newest ON newest.document_id = documents.id
            AND newest.number = (
                SELECT MAX(v.number) FROM versions AS v WHERE v.document_id = documents.id
            )
        LEFT JOIN versions AS current ON current.document_id = documents.id
            AND current.number = (
                SELECT MAX(v.number)
                FROM versions AS v
                WHERE v.document_id = documents.id
                    AND v.state IN ('ready', 'degraded')
            )
        LEFT JOIN users ON users.id = documents.created_by
        LEFT JOIN bots ON bots.id = documents.created_by
        LEFT JOIN grants ON grants.document_id = documents.id
            AND grants.subject_id = $1
            AND (grants.expires_at IS NULL OR grants.expires_at > $2)
        LEFT JOIN document_views ON document_views.document_id = documents.id
            AND document_views.subject_id = $1
        """
    }

    /// `nil` where the subject may not see it.
    init?(row: Row, seenBy subject: Subject) throws {
        access = try DocumentAccess(row: row)
        guard let role = access.role(of: subject) else { return nil }
        self.role = role
        id = try row.identifier("id")
        title = try row.text("title")
        description = try row.optionalText("description")
        createdAt = try row.timestamp("created_at")
        updatedAt = try row.timestamp("updated_at")
        createdBy = SubjectReference(
            id: try row.subject("created_by"), name: try row.text("author_name"))
        trashedAt = try row.optionalTimestamp("trashed_at")
        lastViewedAt = try row.optionalTimestamp("last_viewed_at")
        sharedAt = try row.optionalTimestamp("shared_at")
        guard let state = VersionState(rawValue: try row.text("state")) else {
            throw StorageError(.corrupt, "A version's row is damaged. Restore a backup.")
        }
        self.state = state
        currentVersion = VersionReference(
            id: try row.identifier("version_id"),
            createdAt: try row.timestamp("version_created_at"))
    }
}

extension DocumentAccess {
    init(row: Row) throws {
        guard let general = GeneralAccess(rawValue: try row.text("general_access")) else {
            throw StorageError(.corrupt, "A document's row is damaged. Restore a backup.")
        }
        self.init(
            organization: try row.identifier("organization_id"),
            owner: try row.optionalSubject("owner_id"), general: general,
            grant: try row.optionalText("grant_role").flatMap(DocumentRole.init))
    }

    /// How a document meets a subject, in the caller's transaction; throws `notFound` where
    /// there is no such document.
    static func find(
        _ document: DocumentID, for subject: Subject, at now: Timestamp, on db: any Connection
    ) throws -> DocumentAccess {
        guard let row = try db.first(select, [document, subject.id, now]) else {
            throw OperationError.notFound("document", document.text)
        }
        return try DocumentAccess(row: row)
    }

    private static let select = """
        SELECT
            documents.organization_id, documents.owner_id, documents.general_access,
            grants.role AS grant_role
        FROM documents
        LEFT JOIN grants ON grants.document_id = documents.id
            AND grants.subject_id = $2
            AND (grants.expires_at IS NULL OR grants.expires_at > $3)
        WHERE documents.id = $1
        """
}
