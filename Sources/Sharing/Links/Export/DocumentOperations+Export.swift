public import Ingest
internal import Signing
public import Storage

extension DocumentOperations {
    /// Makes a link that opens a version's bytes, of the current one where none is named, or a
    /// marked copy of them.
    ///
    /// The copy is marked with `watermark` where one is given, and with what the document and its
    /// organization require of the subject; it is made before this returns, which takes a while.
    ///
    /// - Parameters:
    ///   - lifetime: 1 second to `LinkSettings.longestLifetime`; 15 minutes where it is `nil`.
    ///   - recipient: The name or address that the copy states; the subject where it is `nil`.
    public func export(
        _ id: DocumentID, version: VersionID?, lifetime: Duration?, watermark: Watermark? = nil,
        for recipient: String? = nil, as subject: Subject
    ) throws -> ExportLink {
        try issue(
            ExportOrder(
                document: id, version: version, method: .get, lifetime: lifetime,
                watermark: watermark, recipient: recipient, subject: subject,
                moment: store.database.now()))
    }

    /// Makes a link that opens the same once. A `GET` shows what it is and changes nothing; a
    /// `POST` gets the bytes and ends it.
    public func exportOnce(
        _ id: DocumentID, version: VersionID?, lifetime: Duration?, watermark: Watermark? = nil,
        for recipient: String? = nil, as subject: Subject
    ) throws -> ExportLink {
        try issue(
            ExportOrder(
                document: id, version: version, method: .post, lifetime: lifetime,
                watermark: watermark, recipient: recipient, subject: subject,
                moment: store.database.now()))
    }

    /// Makes a link that opens a small picture of a page, from 1.
    ///
    /// Throws `permissionDenied` where the subject gets marked copies alone.
    public func exportThumbnail(
        of id: DocumentID, version: VersionID?, page: Int, lifetime: Duration?,
        as subject: Subject
    ) throws -> ExportLink {
        guard page > 0 else { throw OperationError.invalid("page", "Pages are counted from 1.") }
        let lifetime = try links.settings.lifetime(lifetime)
        let key = try links.keyRing.signing()
        return try store.database.write { db in
            let (document, version) = try exported(version, of: id, as: subject, on: db)
            let epochs = try LinkState.epochs(of: version.version.id, on: db)
            try CopyPolicy.find(id, on: db).requireUnmarked(for: document.role)
            let link = links.make(
                .get, .thumbnail(version.version.id, page: page), epochs: epochs,
                lifetime: lifetime, key: key)
            try noteExport(by: link, of: version.version, as: subject, on: db)
            return link
        }
    }

    /// Writes to the timeline that a link was made.
    func noteExport(
        by link: ExportLink, of version: Version, as subject: Subject,
        facts: [String: String] = [:], on db: any Connection
    ) throws {
        let known = ["link_id": link.id.text, "expires_at": link.expiresAt.rfc3339]
        try TimelineEvent.append(
            .documentExported, to: version.documentID, version: version.id, by: subject.id,
            at: store.database.now(), payload: known.merging(facts) { known, _ in known }, on: db)
    }

    /// The version that a link would open, where the subject may let it out.
    func exported(
        _ version: VersionID?, of id: DocumentID, as subject: Subject, on db: any Connection
    ) throws -> (document: DocumentView, version: VersionView) {
        try require(.export, of: subject, on: id, on: db)
        return try shown(version, of: id, as: subject, on: db)
    }

    /// The version that is named, or the current one, where its document is not in the trash.
    func shown(
        _ version: VersionID?, of id: DocumentID, as subject: Subject, on db: any Connection
    ) throws -> (document: DocumentView, version: VersionView) {
        let view = try view(id, as: subject, on: db)
        guard view.trashedAt == nil else {
            throw OperationError.precondition("\(id) is in the trash. Restore it before exporting.")
        }
        let found = try self.version(version ?? view.currentVersion.id, as: subject, on: db)
        guard found.version.documentID == id else {
            throw OperationError.notFound("version", found.version.id.text)
        }
        return (view, found)
    }
}
