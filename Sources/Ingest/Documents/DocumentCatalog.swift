internal import Hashing
public import Storage

/// Looks up documents and versions.
public struct DocumentCatalog: Sendable {
    private let database: any Database

    public init(database: any Database) {
        self.database = database
    }

    /// The newest documents that are not in the trash, newest first.
    public func newest(limit: Int) throws -> [Document] {
        try database.read { db in
            try db.query(Self.selectNewest, [limit]).map(Document.init(row:))
        }
    }

    private static let selectNewest = """
        \(Document.selection)
        WHERE documents.trashed_at IS NULL
        ORDER BY documents.id DESC
        LIMIT $1
        """

    /// The document with this name, or the one that a version belongs to.
    ///
    /// Throws `CatalogError` for a name that nothing has, or that is none.
    public func document(named name: String) throws -> Document {
        try database.read { db in
            let row: Row?
            if let id = DocumentID(name) {
                row = try db.first(Self.selectOne, [id])
            } else {
                row = try db.first(Self.selectOne, [try version(named: name, on: db).documentID])
            }
            guard let row else { throw CatalogError.notFound(name) }
            return try Document(row: row)
        }
    }

    private static let selectOne = """
        \(Document.selection)
        WHERE documents.id = $1
        """

    /// A version with its document, in the caller's transaction; throws `CatalogError` where
    /// it is gone.
    static func document(
        of id: VersionID, on db: any Connection
    ) throws -> (document: Document, version: Version) {
        guard let row = try db.first(selectVersion, [id]) else {
            throw CatalogError.notFound(id.text)
        }
        let version = try Version(row: row)
        guard let row = try db.first(selectOne, [version.documentID]) else {
            throw CatalogError.notFound(id.text)
        }
        return (try Document(row: row), version)
    }

    /// The version with this name, or the current one of a document.
    ///
    /// Throws `CatalogError` for a name that nothing has, or that is none.
    public func version(named name: String) throws -> Version {
        try database.read { db in try version(named: name, on: db) }
    }

    private func version(named name: String, on db: any Connection) throws -> Version {
        let row: Row?
        if let id = VersionID(name) {
            row = try db.first(Self.selectVersion, [id])
        } else if let id = DocumentID(name) {
            row = try db.first(Self.selectCurrentVersion, [id])
        } else {
            throw CatalogError.notAName(name)
        }
        guard let row else { throw CatalogError.notFound(name) }
        return try Version(row: row)
    }

    private static let selectVersion = """
        SELECT \(Version.columns)
        FROM versions
        WHERE versions.id = $1
        """

    private static let selectCurrentVersion = """
        SELECT \(Version.columns)
        FROM versions
        WHERE versions.document_id = $1
        ORDER BY versions.number DESC
        LIMIT 1
        """

    /// The versions that were settled at this moment or later, oldest first, each
    /// with the page count of its record.
    public func settled(since moment: Timestamp) throws -> [(version: Version, pages: Int?)] {
        try database.read { db in
            try db.query(Self.selectSettled, [moment]).map { row in
                (
                    version: try Version(row: row),
                    pages: try row.optionalInteger("page_count").map(Int.init)
                )
            }
        }
    }

    private static let selectSettled = """
        SELECT \(Version.columns), records.page_count
        FROM versions
        LEFT JOIN records ON records.id = versions.record_id
        WHERE versions.settled_at >= $1
        ORDER BY versions.settled_at
        """

    /// The pages of a version's record; `nil` where it has none.
    public func pageCount(of version: Version) throws -> Int? {
        guard let record = version.recordID else { return nil }
        return try database.read { db in
            try db.first(Self.selectPageCount, [record])?.optionalInteger("page_count")
                .map(Int.init)
        }
    }

    private static let selectPageCount = """
        SELECT page_count
        FROM records
        WHERE id = $1
        """

    /// All versions of a document, oldest first.
    public func versions(of document: DocumentID) throws -> [Version] {
        try database.read { db in
            try db.query(Self.selectVersions, [document]).map(Version.init(row:))
        }
    }

    private static let selectVersions = """
        SELECT \(Version.columns)
        FROM versions
        WHERE versions.document_id = $1
        ORDER BY versions.number
        """
}

/// A document or version that cannot be found.
public struct CatalogError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Code: String, Sendable {
        case notFound
        /// The text is not the name of a document or version.
        case notAName
    }

    public let code: Code
    /// What failed and what to do.
    public let message: String

    static func notFound(_ name: String) -> CatalogError {
        CatalogError(
            code: .notFound,
            message: "There is no document or version \(name). See `muniment list`.")
    }

    static func notAName(_ name: String) -> CatalogError {
        CatalogError(
            code: .notAName,
            message: "\"\(name)\" does not name a document (doc_…) or version (ver_…). "
                + "See `muniment list`.")
    }

    public var description: String { message }
}

extension Version {
    /// Every column that `init(row:)` reads.
    public static let columns = """
        versions.id AS version_id, versions.document_id, versions.number, versions.digest,
        versions.byte_count, versions.file_name, versions.created_at AS version_created_at,
        versions.state, versions.reason, versions.record_id, versions.settled_at
        """

    public init(row: Row) throws {
        id = try row.identifier("version_id")
        documentID = try row.identifier("document_id")
        number = try row.int("number")
        guard let digest = Digest(hex: try row.text("digest")),
            let state = VersionState(rawValue: try row.text("state"))
        else { throw StorageError(.corrupt, "A version's row is damaged. Restore a backup.") }
        self.digest = digest
        self.state = state
        byteCount = try row.int("byte_count")
        fileName = try row.text("file_name")
        createdAt = try row.timestamp("version_created_at")
        reason = try row.optionalText("reason")
        recordID = try row.optionalText("record_id")
        settledAt = try row.optionalTimestamp("settled_at")
    }
}

extension Document {
    static let selection = """
        SELECT
            documents.id,
            documents.organization_id,
            documents.title,
            documents.created_at,
            documents.updated_at,
            documents.trashed_at,
            (SELECT COUNT(*) FROM versions AS v WHERE v.document_id = documents.id)
                AS version_count,
            records.page_count,
            \(Version.columns)
        FROM documents
        JOIN versions ON versions.document_id = documents.id
            AND versions.number = (
                SELECT MAX(v.number) FROM versions AS v WHERE v.document_id = documents.id
            )
        LEFT JOIN records ON records.id = versions.record_id
        """

    init(row: Row) throws {
        id = try row.identifier("id")
        organizationID = try row.identifier("organization_id")
        title = try row.text("title")
        createdAt = try row.timestamp("created_at")
        updatedAt = try row.timestamp("updated_at")
        trashedAt = try row.optionalTimestamp("trashed_at")
        versionCount = try row.int("version_count")
        pageCount = try row.optionalInteger("page_count").map(Int.init)
        currentVersion = try Version(row: row)
    }
}
