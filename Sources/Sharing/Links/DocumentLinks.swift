public import Hashing
public import Ingest
internal import Signing
public import Storage

/// Makes links, and tells what they open. Safe from any thread; processes share the keys.
public final class DocumentLinks: Sendable {
    let database: any Database
    public let settings: LinkSettings
    let keyRing: LinkKeyRing
    let states: LinkStates
    private let uses: RecentUses
    /// Tells who signed as a client of S3.
    public let s3: S3Authentication

    public init(database: any Database, settings: LinkSettings = LinkSettings()) {
        self.database = database
        self.settings = settings
        keyRing = LinkKeyRing(database: database, staleness: settings.staleness)
        states = LinkStates(database: database, staleness: settings.staleness)
        uses = RecentUses(window: settings.useWindow)
        s3 = S3Authentication(database: database, staleness: settings.staleness)
    }

    /// The keys that sign the links.
    public var keys: LinkKeys { LinkKeys(links: self) }

    /// Signs a link that is good from now on for `lifetime`, rounded up to whole seconds.
    func make(
        _ method: LinkMethod, _ target: LinkTarget, named id: LinkID? = nil, epochs: LinkEpochs,
        lifetime: Duration, key: LinkKey
    ) -> ExportLink {
        let now = database.now()
        let id = id ?? LinkID(at: now)
        let expires = Int(((now + lifetime).microseconds + 999_999) / 1_000_000)
        let statement = LinkStatement(
            method: method, path: target.path, expires: expires, epochs: epochs, id: id.text)
        return ExportLink(
            id: id, path: key.link(to: statement),
            expiresAt: Timestamp(microseconds: Int64(expires) * 1_000_000))
    }

    // MARK: - Opening

    /// What the target of a `GET` or `HEAD` opens. Changes nothing.
    ///
    /// Throws `LinkError`.
    public func look(at target: String) throws -> OpenedLink {
        guard let link = SignedLink(target: target), let key = try keyRing.opening(link.key) else {
            throw LinkError.invalid
        }
        let isOneTime = !key.signed(link, for: .get)
        guard !isOneTime || key.signed(link, for: .post) else { throw LinkError.invalid }
        let (target, id) = try place(of: link)
        let state = try goodState(of: target, link: id, epochs: link.epochs)
        return OpenedLink(link, target, state, id: id, isOneTime: isOneTime)
    }

    /// Uses a one-time link up, durably, before any byte is sent, and writes the timeline.
    ///
    /// Throws `LinkError`: of several that come at once, one gets it, the others `used`.
    public func take(_ target: String, client: String) throws -> OpenedLink {
        let link = try verified(target, for: .post)
        let (target, id) = try place(of: link)
        defer { states.forget() }
        return try database.write { db in
            guard let state = try LinkState.find(target, link: id, on: db) else {
                throw LinkError.invalid
            }
            try state.require(link.epochs)
            let opened = OpenedLink(link, target, state, id: id, isOneTime: true)
            let now = database.now()
            let end = opened.expiresAt + settings.clockSkew
            guard try LinkEnd.used.note(id, expiresAt: end, at: now, on: db) else {
                throw LinkError.used
            }
            try appendUse(of: opened, client: client, at: now, on: db)
            return opened
        }
    }

    /// The upload that the target of a `PUT` opens. Throws `LinkError`.
    func upload(_ target: String) throws -> UploadID {
        let link = try verified(target, for: .put)
        guard case .upload(let id) = LinkTarget(path: link.path) else { throw LinkError.invalid }
        return id
    }

    private func verified(_ target: String, for method: LinkMethod) throws -> SignedLink {
        guard let link = SignedLink(target: target), let key = try keyRing.opening(link.key),
            key.signed(link, for: method)
        else { throw LinkError.invalid }
        try requireTime(link)
        return link
    }

    /// What a link that is not for an upload says, once its signature is known to be right.
    private func place(of link: SignedLink) throws(LinkError) -> (LinkTarget, LinkID) {
        try requireTime(link)
        guard let id = LinkID(link.id) else { throw .invalid }
        switch LinkTarget(path: link.path) {
        case .upload, nil: throw .invalid
        case let target?: return (target, id)
        }
    }

    private func requireTime(_ link: SignedLink) throws(LinkError) {
        let last = Timestamp(microseconds: Int64(link.expires) * 1_000_000) + settings.clockSkew
        guard database.now() <= last else { throw .expired }
    }

    private func goodState(
        of target: LinkTarget, link: LinkID, epochs: LinkEpochs
    ) throws -> LinkState {
        if let state = states.remembered(link), (try? state.require(epochs)) != nil {
            return state
        }
        guard let state = try states.lookUp(target, link: link) else { throw LinkError.invalid }
        try state.require(epochs)
        return state
    }

    // MARK: - Uses

    /// Writes to the timeline that somebody got what a link opens; returns once it is written.
    ///
    /// - Parameter isPart: Whether only a range was asked for. Of several ranges that one client
    ///   gets by one link within `LinkSettings.useWindow`, the first is written.
    public func noteUse(of link: OpenedLink, client: String, isPart: Bool) throws {
        let isKnown = uses.note(link.id, client)
        guard !isPart || !isKnown else { return }
        try database.write(.processOnly) { db in
            try appendUse(of: link, client: client, at: database.now(), on: db)
        }
    }

    private func appendUse(
        of link: OpenedLink, client: String, at now: Timestamp, on db: any Connection
    ) throws {
        var payload = ["link_id": link.id.text, "client": client]
        switch link.target {
        case .thumbnail(_, let page): payload["page"] = String(page)
        case .issued: payload["made_for"] = link.issued?.recipient
        case .content, .upload: break
        }
        if link.issued?.kind == .markedCopy { payload["copy"] = "marked" }
        try TimelineEvent.append(
            link.useKind, to: link.document, version: link.version, by: nil, at: now,
            payload: payload, on: db)
    }

    /// The picture that a link to a page, from 1, opens, by its digest; throws `LinkError` where the page
    /// has none.
    public func thumbnail(of version: VersionID, page: Int) throws -> Digest {
        let row = try database.read { db in try db.first(Self.selectThumbnail, [version, page - 1])
        }
        guard let text = try row?.optionalText("thumbnail"), let digest = Digest(hex: text) else {
            throw LinkError.invalid
        }
        return digest
    }

    /// Rows count pages from 0.
    private static let selectThumbnail = """
        SELECT pages.thumbnail
        FROM versions
        JOIN pages ON pages.record_id = versions.record_id
        WHERE versions.id = $1
            AND pages.number = $2
        """
}

extension OpenedLink {
    /// What using it is on the timeline.
    fileprivate var useKind: TimelineEvent.Kind {
        switch (target, issued?.kind) {
        case (.thumbnail, _): .documentLoaded
        case (_, .entryPage): .documentEntryPageDownloaded
        case (_, .markedCopy), (_, nil): .documentDownloaded
        }
    }
}
