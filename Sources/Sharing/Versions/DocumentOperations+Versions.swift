public import Ingest
public import Storage

extension DocumentOperations {
    /// The document's versions, newest first, from below the number `before` where one is
    /// given.
    ///
    /// Who may not list versions sees the current one alone.
    public func versions(
        of id: DocumentID, before number: Int? = nil, limit: Int, as subject: Subject
    ) throws -> [VersionView] {
        try store.database.read { db in
            let view = try view(id, as: subject, on: db)
            guard view.capabilities.contains(.listVersions) else {
                return number == nil ? [try version(view.currentVersion.id, on: db)] : []
            }
            return try db.query(Self.selectVersions, [id, number ?? Int(Int32.max), limit])
                .map(VersionView.init(row:))
        }
    }

    private static let selectVersions = """
        \(VersionView.selection)
        WHERE versions.document_id = $1
            AND versions.number < $2
        ORDER BY versions.number DESC
        LIMIT $3
        """

    /// A version of a document that the subject may see.
    public func version(_ id: VersionID, as subject: Subject) throws -> VersionView {
        try store.database.read { db in try version(id, as: subject, on: db) }
    }

    /// A version, where it is one of this document.
    public func version(
        _ id: VersionID, of document: DocumentID, as subject: Subject
    ) throws -> VersionView {
        let found = try version(id, as: subject)
        guard found.version.documentID == document else {
            throw OperationError.notFound("version", id.text)
        }
        return found
    }

    func version(
        _ id: VersionID, as subject: Subject, on db: any Connection
    ) throws -> VersionView {
        let found = try version(id, on: db)
        let document: DocumentView
        do {
            document = try view(found.version.documentID, as: subject, on: db)
        } catch is OperationError {
            throw OperationError.notFound("version", id.text)
        }
        let isShown = document.currentVersion.id == id
        guard isShown || document.capabilities.contains(.listVersions) else {
            throw OperationError.notFound("version", id.text)
        }
        return found
    }

    private func version(_ id: VersionID, on db: any Connection) throws -> VersionView {
        guard let row = try db.first(Self.selectVersion, [id]) else {
            throw OperationError.notFound("version", id.text)
        }
        return try VersionView(row: row)
    }

    private static let selectVersion = """
        \(VersionView.selection)
        WHERE versions.id = $1
        """

    /// Changes what is not `nil`, and returns the version.
    public func update(
        version id: VersionID, title: String?, description: String?, as subject: Subject
    ) throws -> VersionView {
        if let title { try DocumentLimits.checkVersionTitle(title) }
        return try store.database.write { db in
            let document = try version(id, as: subject, on: db).version.documentID
            try require(.createVersion, of: subject, on: document, on: db)
            try db.execute(Self.updateVersion, [id, title, description])
            try TimelineEvent.append(
                .documentUpdated, to: document, version: id, by: subject.id,
                at: store.database.now(), on: db)
            return try version(id, on: db)
        }
    }

    private static let updateVersion = """
        UPDATE versions
        SET title = COALESCE($2, title),
            description = COALESCE($3, description)
        WHERE id = $1
        """

    // MARK: - Content

    /// What was read from a version; the subject's look at it is remembered.
    ///
    /// Throws `failedPrecondition` while it is being read, and where it could not be read.
    public func record(of id: VersionID, as subject: Subject) throws -> Record {
        let found = try version(id, as: subject).version
        guard let record = try store.records.record(of: found) else {
            throw OperationError.precondition(
                found.state == .processing
                    ? "\(id) is still being read. Ask again in a moment."
                    : "\(id) could not be read: \(found.reason ?? "no reason is known").")
        }
        try noteView(of: found, as: subject)
        return record
    }

    /// Remembers that the subject opened a version's content.
    func noteView(of version: Version, as subject: Subject) throws {
        let now = store.database.now()
        try store.database.write(.processOnly) { db in
            try db.execute(Self.upsertView, [version.documentID, subject.id, now])
            try TimelineEvent.append(
                .documentLoaded, to: version.documentID, version: version.id, by: subject.id,
                at: now, on: db)
        }
    }

    private static let upsertView = """
        INSERT INTO document_views (document_id, subject_id, last_viewed_at)
        VALUES ($1, $2, $3)
        ON CONFLICT (document_id, subject_id) DO UPDATE
        SET last_viewed_at = $3
        """
}
