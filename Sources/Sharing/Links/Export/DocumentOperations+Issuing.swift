internal import Hashing
internal import Ingest
internal import PDF
internal import Signing
internal import Storage

extension DocumentOperations {
    /// How often a copy is made again because what it has to say changed meanwhile.
    private static let attempts = 3

    private enum Step {
        case done(ExportLink)
        case needs(CopyPlan)
    }

    /// Makes the link of an export, and the copy that it opens where that has to be marked.
    ///
    /// Rights and requirements are looked up in the transaction that signs the link. The copy is
    /// made before it, outside of any, for what was required then; where that has changed,
    /// another is made.
    func issue(_ order: ExportOrder) throws -> ExportLink {
        let lifetime = try links.settings.lifetime(order.lifetime)
        try order.recipient.map(Self.checkRecipient)
        let link = LinkID(at: order.moment)
        let key = try links.keyRing.signing()
        var copy: PlannedCopy?
        for _ in 0...Self.attempts {
            let step = try store.database.write { db in
                try self.step(order, link, copy, lifetime: lifetime, key: key, on: db)
            }
            switch step {
            case .done(let link): return link
            case .needs(let plan): copy = try makeCopy(plan)
            }
        }
        throw OperationError.precondition(
            "What copies of \(order.document) have to say keeps changing. Ask again.")
    }

    static func checkRecipient(_ text: String) throws(OperationError) {
        guard WatermarkLimits.recipient.contains(text.unicodeScalars.count), text.isVisible,
            !text.unicodeScalars.contains(where: \.properties.isControl)
        else {
            throw .invalid(
                "for",
                "The name that a copy is made for has 1 to "
                    + "\(WatermarkLimits.recipient.upperBound) characters on one line.")
        }
    }

    private func step(
        _ order: ExportOrder, _ link: LinkID, _ copy: PlannedCopy?, lifetime: Duration,
        key: LinkKey, on db: any Connection
    ) throws -> Step {
        if let copy { try store.referrals.confirm([copy.digest], since: copy.mark, on: db) }
        let (document, version) = try exported(
            order.version, of: order.document, as: order.subject, on: db)
        // Before the requirements: one that is set in between ends the link.
        let epochs = try LinkState.epochs(of: version.version.id, on: db)
        let plan = try plan(order, document, version, link, on: db)
        if let plan, plan != copy?.plan { return .needs(plan) }
        let file = plan == nil ? nil : copy.map { $0.file(for: order) }
        var signed = links.make(
            order.method, file.map { .issued($0.id) } ?? .content(version.version.id),
            named: link, epochs: epochs, lifetime: lifetime, key: key)
        if let copy, let file {
            try note(copy, file, order, document, until: signed.expiresAt, on: db)
            signed.missingGlyphs = copy.missing
        }
        try noteExport(
            by: signed, of: version.version, as: order.subject, facts: order.facts(file), on: db)
        return .done(signed)
    }

    /// The copy that has to be made; `nil` where the bytes may leave as they are.
    private func plan(
        _ order: ExportOrder, _ document: DocumentView, _ version: VersionView, _ link: LinkID,
        on db: any Connection
    ) throws -> CopyPlan? {
        let policy = try CopyPolicy.find(document.id, on: db)
        guard let watermark = policy.mark(for: document.role, asked: order.watermark) else {
            return nil
        }
        let viewer = try Viewer.find(order.recipient, or: order.subject, on: db)
        let facts = WatermarkFacts(
            viewer: viewer.name, email: viewer.email, moment: order.moment,
            title: document.title, document: document.id, versionNumber: version.version.number,
            version: version.version.id, link: link,
            organization: try OrganizationDetails.find(document.access.organization, on: db).name)
        return CopyPlan(
            source: version.version.digest, version: version.version.id,
            mark: try watermark.resolved(for: facts), kind: watermark.kind,
            isPersonal: watermark.isPersonal)
    }

    private func note(
        _ copy: PlannedCopy, _ file: IssuedFile, _ order: ExportOrder, _ document: DocumentView,
        until expiresAt: Timestamp, on db: any Connection
    ) throws {
        let rows = IssuedFileRows(db: db)
        let origin = IssuedFileRows.Origin(
            organization: document.access.organization, document: document.id,
            version: copy.plan.version, subject: order.subject.id, moment: store.database.now())
        try rows.add(file, of: origin, expiresAt: expiresAt + links.settings.clockSkew)
        if !copy.plan.isPersonal { try rows.keep(file, under: copy.plan.cacheKey, of: origin) }
    }

    // MARK: - Copies

    /// Makes a copy, or finds it where the same was made before for anybody.
    private func makeCopy(_ plan: CopyPlan) throws -> PlannedCopy {
        let mark = store.referrals.mark()
        if let kept = try kept(plan, since: mark) { return kept }
        let copy = try OperationError.translating {
            try copyTurns.take {
                try copies.make(of: plan.source, mark: plan.mark, kind: plan.kind)
            }
        }
        return PlannedCopy(
            plan: plan, digest: copy.digest, byteCount: copy.byteCount, missing: copy.missing,
            mark: mark)
    }

    private func kept(_ plan: CopyPlan, since mark: CollectionMark) throws -> PlannedCopy? {
        guard !plan.isPersonal else { return nil }
        let found = try store.database.read { db in
            try IssuedFileRows(db: db).kept(of: plan.version, under: plan.cacheKey)
        }
        guard let found, try store.blobs.byteCount(of: found.digest) == found.byteCount else {
            return nil
        }
        return PlannedCopy(
            plan: plan, digest: found.digest, byteCount: found.byteCount, missing: [],
            mark: mark)
    }
}

extension PlannedCopy {
    /// The file of an order's own link.
    fileprivate func file(for order: ExportOrder) -> IssuedFile {
        IssuedFile(
            id: IssuedFileID(at: order.moment), kind: .markedCopy, digest: digest,
            byteCount: byteCount, recipient: order.recipient ?? order.subject.name)
    }
}

extension ExportOrder {
    /// What the timeline tells of it besides the link.
    fileprivate func facts(_ file: IssuedFile?) -> [String: String] {
        var facts: [String: String] = [:]
        facts["made_for"] = file?.recipient ?? recipient
        if file != nil { facts["copy"] = "marked" }
        return facts
    }
}
