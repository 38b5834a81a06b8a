internal import Hashing
internal import Ingest
internal import PDF
internal import Signing
internal import Storage

extension DocumentOperations {
    /// Draws the page that leads a reader to a document, and makes a link to it.
    ///
    /// Whoever may open the document may have one. Characters that no font has are told by the
    /// link: on the page stand their numbers.
    public func entryPage(_ order: EntryPageOrder, as subject: Subject) throws -> ExportLink {
        let lifetime = try links.settings.lifetime(order.lifetime)
        try check(order)
        let key = try links.keyRing.signing()
        let facts = try store.database.read { db in
            try self.facts(for: order, as: subject, on: db)
        }
        let page = try draw(facts, for: order)
        let mark = store.referrals.mark()
        let blob = try store.blobs.put(page.bytes, durability: .durable)
        let file = IssuedFile(
            id: IssuedFileID(at: facts.moment), kind: .entryPage, digest: blob.digest,
            byteCount: blob.byteCount, recipient: facts.viewer.name)
        var link = try store.database.write { db -> ExportLink in
            try store.referrals.confirm([file.digest], since: mark, on: db)
            return try self.link(to: file, facts, lifetime: lifetime, key: key, as: subject, on: db)
        }
        link.missingGlyphs = page.missing
        return link
    }

    private func link(
        to file: IssuedFile, _ facts: EntryPageFacts, lifetime: Duration, key: LinkKey,
        as subject: Subject, on db: any Connection
    ) throws -> ExportLink {
        let (document, version) = try shown(
            facts.version.version.id, of: facts.document.id, as: subject, on: db)
        let link = links.make(
            .get, .issued(file.id), epochs: try LinkState.epochs(of: version.version.id, on: db),
            lifetime: lifetime, key: key)
        let origin = IssuedFileRows.Origin(
            organization: document.access.organization, document: document.id,
            version: version.version.id, subject: subject.id, moment: store.database.now())
        try IssuedFileRows(db: db).add(
            file, of: origin, expiresAt: link.expiresAt + links.settings.clockSkew)
        try noteExport(
            by: link, of: version.version, as: subject,
            facts: ["made_for": facts.viewer.name, "file": file.kind.rawValue], on: db)
        return link
    }

    private func check(_ order: EntryPageOrder) throws(OperationError) {
        if let recipient = order.recipient { try Self.checkRecipient(recipient) }
        let now = store.database.now()
        if let end = order.validUntil {
            guard end > now, end <= now + EntryPageOrder.longestValidity else {
                throw .invalid("valid_until", "An entry page is valid for ten years at most.")
            }
        }
    }

    private func facts(
        for order: EntryPageOrder, as subject: Subject, on db: any Connection
    ) throws -> EntryPageFacts {
        let (document, version) = try shown(
            order.version, of: order.document, as: subject, on: db)
        let row = try db.first(Self.selectPages, [version.version.id])
        return EntryPageFacts(
            document: document, version: version,
            organization: try OrganizationDetails.find(document.access.organization, on: db),
            viewer: try Viewer.find(order.recipient, or: subject, on: db),
            pageCount: try row?.optionalInteger("page_count").map(Int.init),
            thumbnail: try row?.optionalText("thumbnail").flatMap { Digest(hex: $0) },
            isMarkRequired: try CopyPolicy.find(document.id, on: db)
                .required(for: document.role) != nil,
            moment: store.database.now())
    }

    /// Rows count pages from 0.
    private static let selectPages = """
        SELECT records.page_count, pages.thumbnail
        FROM versions
        JOIN records ON records.id = versions.record_id
        LEFT JOIN pages ON pages.record_id = records.id
            AND pages.number = 0
        WHERE versions.id = $1
        """

    private func draw(_ facts: EntryPageFacts, for order: EntryPageOrder) throws -> DrawnPDF {
        var content = facts.content(for: order)
        var look = facts.look(for: order)
        content.thumbnail = try facts.thumbnail.flatMap { try picture($0) }
        look.logo = try facts.organization.logo.flatMap { try picture($0) }
        return try OperationError.translating { try EntryPage.draw(content, look: look) }
    }

    /// `nil` for one that is damaged or lost: a page without it is better than none, and `muniment verify`
    /// tells of it.
    private func picture(_ digest: Digest) throws -> [UInt8]? {
        do {
            return try store.blobs.contents(
                of: digest, maxBytes: DrawingLimits().maxPictureBytes)
        } catch let error as StorageError where error.isLoss {
            return nil
        }
    }
}
