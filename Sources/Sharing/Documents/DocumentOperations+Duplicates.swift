internal import Hashing
public import Ingest
public import Storage

/// Another form of a document that a subject may see.
public struct SeenDuplicate: Hashable, Sendable {
    public let document: DocumentView
    public let version: VersionView
}

extension DocumentOperations {
    /// The other documents of which the current version is a form of this one's, best first;
    /// of those that the subject may see, without the trash.
    ///
    /// With `contentsHash`, 64 hexadecimal digits, those that look exactly like that instead.
    public func duplicates(
        of id: DocumentID, contentsHash: String? = nil, as subject: Subject
    ) throws -> [SeenDuplicate] {
        let document = try document(id, as: subject)
        let versions: [VersionID]
        if let contentsHash {
            versions = try versionsLooking(exactly: contentsHash, organization: document)
        } else {
            let current = try version(document.currentVersion.id, as: subject).version
            versions = try duplicateSearch.matches(of: current)
                .filter(\.finding.isDuplicate).map(\.version.id)
        }
        return try seen(versions, besides: id, as: subject)
    }

    private func versionsLooking(
        exactly hash: String, organization document: DocumentView
    ) throws -> [VersionID] {
        guard let digest = Digest(hex: hash.lowercased()) else {
            throw OperationError.invalid(
                "file_contents_hash", "The hash has 64 hexadecimal digits.")
        }
        return try store.database.read { db in
            try db.query(Self.selectLooking, [digest.hex, document.access.organization])
                .map { try $0.identifier("id") }
        }
    }

    private static let selectLooking = """
        SELECT versions.id
        FROM records
        JOIN versions ON versions.record_id = records.id
        JOIN documents ON documents.id = versions.document_id
        WHERE records.contents_hash = $1
            AND documents.organization_id = $2
        ORDER BY versions.id
        """

    /// The first of each document's versions.
    private func seen(
        _ versions: [VersionID], besides id: DocumentID, as subject: Subject
    ) throws -> [SeenDuplicate] {
        var documents: Set<DocumentID> = [id]
        return try store.database.read { db in
            try versions.compactMap { version in
                guard let found = try? self.version(version, as: subject, on: db),
                    documents.insert(found.version.documentID).inserted
                else { return nil }
                let view = try view(found.version.documentID, as: subject, on: db)
                return view.trashedAt == nil ? SeenDuplicate(document: view, version: found) : nil
            }
        }
    }
}
