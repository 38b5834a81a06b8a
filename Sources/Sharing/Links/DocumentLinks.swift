internal import Signing
public import Storage

/// Makes links, and tells what they open. Safe from any thread; processes share the keys.
public final class DocumentLinks: Sendable {
    let database: any Database
    public let settings: LinkSettings
    let keyRing: LinkKeyRing

    public init(database: any Database, settings: LinkSettings = LinkSettings()) {
        self.database = database
        self.settings = settings
        keyRing = LinkKeyRing(database: database, staleness: settings.staleness)
    }

    /// The keys that sign the links.
    public var keys: LinkKeys { LinkKeys(links: self) }

    /// Signs a link that is good from now on for `lifetime`, rounded up to whole seconds.
    func make(
        _ method: LinkMethod, _ target: LinkTarget, epochs: LinkEpochs, lifetime: Duration,
        key: LinkKey
    ) -> ExportLink {
        let now = database.now()
        let id = LinkID(at: now)
        let expires = Int(((now + lifetime).microseconds + 999_999) / 1_000_000)
        let statement = LinkStatement(
            method: method, path: target.path, expires: expires, epochs: epochs, id: id.text)
        return ExportLink(
            id: id, path: key.link(to: statement),
            expiresAt: Timestamp(microseconds: Int64(expires) * 1_000_000))
    }
}
