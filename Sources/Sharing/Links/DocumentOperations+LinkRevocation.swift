public import Ingest
public import Storage

extension DocumentOperations {
    /// Ends all links to a document, in all processes within half a second.
    public func revokeLinks(of id: DocumentID, as subject: Subject) throws {
        try revoke(of: id, as: subject, payload: ["scope": "document"]) { db in
            try db.execute(Self.raiseDocument, [id])
        }
    }

    private static let raiseDocument = """
        UPDATE documents
        SET link_epoch = link_epoch + 1
        WHERE id = $1
        """

    /// Ends all links to one version.
    public func revokeLinks(ofVersion version: VersionID, as subject: Subject) throws {
        let document = try self.version(version, as: subject).version.documentID
        try revoke(of: document, version, as: subject, payload: ["scope": "version"]) { db in
            try db.execute(Self.raiseVersion, [version])
        }
    }

    private static let raiseVersion = """
        UPDATE versions
        SET link_epoch = link_epoch + 1
        WHERE id = $1
        """

    /// Ends one link to a document; one that has ended stays as it is.
    ///
    /// Throws `notFound` where the document's timeline does not know the link.
    public func revokeLink(_ link: LinkID, of id: DocumentID, as subject: Subject) throws {
        let settings = links.settings
        try revoke(of: id, as: subject, payload: ["link_id": link.text]) { db in
            guard try db.first(Self.selectExport, [id, "%\(link.text)%"]) != nil else {
                throw OperationError.notFound("link", link.text)
            }
            let now = store.database.now()
            _ = try LinkEnd.revoked.note(
                link, expiresAt: now + settings.longestLifetime + settings.clockSkew, at: now,
                on: db)
        }
    }

    private static let selectExport = """
        SELECT id
        FROM events
        WHERE document_id = $1
            AND kind = 'document_exported'
            AND payload LIKE $2
        LIMIT 1
        """

    private func revoke(
        of id: DocumentID, _ version: VersionID? = nil, as subject: Subject,
        payload: [String: String], _ body: (any Connection) throws -> Void
    ) throws {
        defer { links.states.forget() }
        try store.database.write { db in
            try require(.export, of: subject, on: id, on: db)
            try body(db)
            try TimelineEvent.append(
                .linkRevoked, to: id, version: version, by: subject.id,
                at: store.database.now(), payload: payload, on: db)
        }
    }
}
