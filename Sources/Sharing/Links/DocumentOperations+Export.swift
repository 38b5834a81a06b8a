public import Ingest
internal import Signing
public import Storage

extension DocumentOperations {
    /// Makes a link that opens a version's bytes, of the current one where none is named.
    ///
    /// - Parameter lifetime: 1 second to `LinkSettings.longestLifetime`; 15 minutes where it is
    ///   `nil`.
    public func export(
        _ id: DocumentID, version: VersionID?, lifetime: Duration?, as subject: Subject
    ) throws -> ExportLink {
        try makeLink(.get, to: id, version: version, lifetime: lifetime, as: subject) {
            .content($0)
        }
    }

    /// Makes a link that opens a version's bytes once. A `GET` shows what it is and changes
    /// nothing; a `POST` gets the bytes and ends it.
    public func exportOnce(
        _ id: DocumentID, version: VersionID?, lifetime: Duration?, as subject: Subject
    ) throws -> ExportLink {
        try makeLink(.post, to: id, version: version, lifetime: lifetime, as: subject) {
            .content($0)
        }
    }

    /// Makes a link that opens a small picture of a page, from 1.
    public func exportThumbnail(
        of id: DocumentID, version: VersionID?, page: Int, lifetime: Duration?,
        as subject: Subject
    ) throws -> ExportLink {
        guard page > 0 else { throw OperationError.invalid("page", "Pages are counted from 1.") }
        return try makeLink(.get, to: id, version: version, lifetime: lifetime, as: subject) {
            .thumbnail($0, page: page)
        }
    }

    private func makeLink(
        _ method: LinkMethod, to id: DocumentID, version: VersionID?, lifetime: Duration?,
        as subject: Subject, _ target: (VersionID) -> LinkTarget
    ) throws -> ExportLink {
        let lifetime = try links.settings.lifetime(lifetime)
        let key = try links.keyRing.signing()
        return try store.database.write { db in
            let version = try exported(version, of: id, as: subject, on: db)
            let link = links.make(
                method, target(version), epochs: try LinkState.epochs(of: version, on: db),
                lifetime: lifetime, key: key)
            try TimelineEvent.append(
                .documentExported, to: id, version: version, by: subject.id,
                at: store.database.now(),
                payload: ["link_id": link.id.text, "expires_at": link.expiresAt.rfc3339], on: db)
            return link
        }
    }

    /// The version that a link would open, where the subject may let it out.
    private func exported(
        _ version: VersionID?, of id: DocumentID, as subject: Subject, on db: any Connection
    ) throws -> VersionID {
        try require(.export, of: subject, on: id, on: db)
        let view = try view(id, as: subject, on: db)
        guard view.trashedAt == nil else {
            throw OperationError.precondition("\(id) is in the trash. Restore it before exporting.")
        }
        guard let version else { return view.currentVersion.id }
        guard try self.version(version, as: subject, on: db).version.documentID == id else {
            throw OperationError.notFound("version", version.text)
        }
        return version
    }
}
