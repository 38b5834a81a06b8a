internal import Hashing
internal import Storage

/// Tells the timelines of documents what became of their bytes.
///
/// Of the pictures of one version, of which there may be thousands, each thing is told once.
struct DamageTimeline {
    enum Kind: String {
        case quarantined = "document_version_quarantined"
        case repaired = "document_version_repaired"
    }

    private struct Told: Hashable {
        let kind: Kind
        let file: String
        let version: VersionID
    }

    private let database: any Database
    private var told: Set<Told> = []

    init(_ database: any Database) {
        self.database = database
    }

    /// Writes the events of one finding; none for what belongs to no document.
    mutating func tell(_ kind: Kind, of finding: StoreVerification.Finding) throws {
        switch finding.use {
        case .bytes:
            // Documents may share them.
            try insert(
                kind, "bytes", Self.selectVersionsOfDigest, finding.digest.hex,
                ["sha256": finding.digest.hex])
        case .thumbnail(let version): try tellOnce(kind, "thumbnail", of: version)
        case .picture(let version): try tellOnce(kind, "picture", of: version)
        case .issued(let version): try tellOnce(kind, "issued", of: version)
        case .logo, nil: break
        }
    }

    private mutating func tellOnce(_ kind: Kind, _ file: String, of version: VersionID) throws {
        guard told.insert(Told(kind: kind, file: file, version: version)).inserted else { return }
        try insert(kind, file, Self.selectVersion, version, [:])
    }

    private func insert(
        _ kind: Kind, _ file: String, _ select: String, _ bind: some SQLBindable,
        _ facts: [String: String]
    ) throws {
        try database.write { db in
            let now = database.now()
            for row in try db.query(select, [bind]) {
                try EventRow(
                    kind.rawValue, of: try row.identifier("document_id"),
                    version: try row.identifier("id"), by: nil,
                    payload: facts.merging(["file": file]) { $1 }
                ).insert(at: now, on: db)
            }
        }
    }

    private static let selectVersionsOfDigest = """
        SELECT id, document_id
        FROM versions
        WHERE digest = $1
        ORDER BY id
        """

    private static let selectVersion = """
        SELECT id, document_id
        FROM versions
        WHERE id = $1
        """
}
