public import Hashing
internal import Ingest
public import Storage

/// Names what was made for one link.
public enum IssuedFileKind: IdentifierKind {
    public static let prefix = "iss"
    public static let noun = "issued file"
}

public typealias IssuedFileID = Identifier<IssuedFileKind>

/// A file that was made to leave by a link: a marked copy or an entry page.
public struct IssuedFile: Hashable, Sendable {
    public enum Kind: String, Sendable {
        case markedCopy = "marked_copy"
        case entryPage = "entry_page"
    }

    public let id: IssuedFileID
    public let kind: Kind
    public let digest: Digest
    public let byteCount: Int
    /// The name or address that it states.
    public let recipient: String?
}

extension IssuedFile {
    init(row: Row) throws {
        guard let kind = Kind(rawValue: try row.text("issued_kind")),
            let digest = Digest(hex: try row.text("issued_digest"))
        else { throw StorageError(.corrupt, "An issued file's row is damaged. Restore a backup.") }
        id = try row.identifier("issued_id")
        (self.kind, self.digest) = (kind, digest)
        byteCount = try row.int("issued_byte_count")
        recipient = try row.optionalText("made_for")
    }

    /// What `init(row:)` reads.
    static let columns = """
        issued_files.id AS issued_id, issued_files.kind AS issued_kind,
        issued_files.digest AS issued_digest, issued_files.byte_count AS issued_byte_count,
        issued_files.made_for
        """
}
