internal import Hashing
internal import Ingest
internal import Signing
internal import Storage

/// What is known of a version that a link opens.
struct LinkState {
    let document: DocumentID
    let version: VersionID
    let title: String
    let digest: Digest
    let epochs: LinkEpochs
    let isTrashed: Bool
    /// Why this one link has ended.
    let end: LinkEnd?
}

/// Why one link ended before its time.
enum LinkEnd: String {
    case revoked
    case used
}

extension LinkState {
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
