internal import Hashing
internal import Ingest
internal import Signing
internal import Storage

/// What is known of a version that a link opens.
struct LinkState: Sendable {
    let document: DocumentID
    let version: VersionID
    let title: String
    let digest: Digest
    let byteCount: Int
    let epochs: LinkEpochs
    let isTrashed: Bool
    /// Why this one link has ended.
    let end: LinkEnd?

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
    /// How a version meets a link; `nil` where there is no such version.
    static func find(
        _ version: VersionID, link: LinkID, on db: any Connection
    ) throws -> LinkState? {
        try db.first(select, [version, link]).map(LinkState.init(row:))
    }

    private static let select = """
        SELECT
            versions.id, versions.document_id, versions.digest, versions.byte_count,
            versions.link_epoch AS version_epoch,
            documents.title, documents.trashed_at, documents.link_epoch AS document_epoch,
            ended_links.reason
        FROM versions
        JOIN documents ON documents.id = versions.document_id
        LEFT JOIN ended_links ON ended_links.id = $2
        WHERE versions.id = $1
        """

    private init(row: Row) throws {
        document = try row.identifier("document_id")
        version = try row.identifier("id")
        title = try row.text("title")
        guard let digest = Digest(hex: try row.text("digest")) else {
            throw StorageError(.corrupt, "A version's row is damaged. Restore a backup.")
        }
        self.digest = digest
        byteCount = try row.int("byte_count")
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
