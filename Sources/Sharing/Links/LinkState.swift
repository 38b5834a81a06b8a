internal import Hashing
internal import Ingest
internal import Signing
internal import Storage

/// What is known of a version that a link opens, itself or what was made of it.
struct LinkState: Sendable {
    let document: DocumentID
    let version: VersionID
    let title: String
    /// Of what goes out.
    let digest: Digest
    let byteCount: Int
    let epochs: LinkEpochs
    let isTrashed: Bool
    /// Why this one link has ended.
    let end: LinkEnd?
    /// What was made for the link; `nil` where it opens the version itself.
    let issued: IssuedFile?

    /// Throws where the link opens nothing any more.
    func require(_ epochs: LinkEpochs) throws(LinkError) {
        if isTrashed { throw .invalid }
        if self.epochs != epochs { throw .revoked }
        switch end {
        case .revoked: throw .revoked
        case .used: throw .used
        case nil: break
        }
    }
}

extension LinkState {
    /// How what a link opens meets it; `nil` where there is no such thing.
    static func find(
        _ target: LinkTarget, link: LinkID, on db: any Connection
    ) throws -> LinkState? {
        switch target {
        case .content(let version), .thumbnail(let version, _):
            try db.first(selectVersion, [version, link]).map { try LinkState(row: $0, issued: nil) }
        case .issued(let file):
            try db.first(selectIssued, [file, link]).map { row in
                try LinkState(row: row, issued: IssuedFile(row: row))
            }
        case .upload: nil
        }
    }

    private static let selectVersion = """
        SELECT \(columns)
        FROM versions
        JOIN documents ON documents.id = versions.document_id
        LEFT JOIN ended_links ON ended_links.id = $2
        WHERE versions.id = $1
        """

    /// Kept copies have no link.
    private static let selectIssued = """
        SELECT \(columns), \(IssuedFile.columns)
        FROM issued_files
        JOIN versions ON versions.id = issued_files.version_id
        JOIN documents ON documents.id = versions.document_id
        LEFT JOIN ended_links ON ended_links.id = $2
        WHERE issued_files.id = $1
            AND issued_files.cache_key IS NULL
        """

    private static let columns = """
        versions.id, versions.document_id, versions.digest, versions.byte_count,
        versions.link_epoch AS version_epoch,
        documents.title, documents.trashed_at, documents.link_epoch AS document_epoch,
        ended_links.reason
        """

    private init(row: Row, issued: IssuedFile?) throws {
        self.issued = issued
        document = try row.identifier("document_id")
        version = try row.identifier("id")
        title = try row.text("title")
        guard let digest = Digest(hex: try row.text("digest")) else {
            throw StorageError(.corrupt, "A version's row is damaged. Restore a backup.")
        }
        self.digest = issued?.digest ?? digest
        byteCount = try issued?.byteCount ?? row.int("byte_count")
        epochs = try LinkEpochs(row: row)
        isTrashed = try row.optionalTimestamp("trashed_at") != nil
        end = try row.optionalText("reason").flatMap(LinkEnd.init)
    }

    /// How often the links of a version and of its document were revoked.
    static func epochs(of version: VersionID, on db: any Connection) throws -> LinkEpochs {
        guard let row = try db.first(selectEpochs, [version]) else {
            throw OperationError.notFound("version", version.text)
        }
        return try LinkEpochs(row: row)
    }

    private static let selectEpochs = """
        SELECT documents.link_epoch AS document_epoch, versions.link_epoch AS version_epoch
        FROM versions
        JOIN documents ON documents.id = versions.document_id
        WHERE versions.id = $1
        """
}

extension LinkEpochs {
    fileprivate init(row: Row) throws {
        self.init(
            document: try row.int("document_epoch"), version: try row.int("version_epoch"))
    }
}
