/// What a link says, and its signature vouches for.
public struct LinkStatement: Hashable, Sendable {
    public var method: LinkMethod
    /// As it is sent: a slash, then letters, digits, `-`, `.`, `_`, `~` and slashes, so that no
    /// proxy spells it otherwise. Hosts are not part of it.
    public var path: String
    /// The last moment at which the link is good, in seconds since 1970.
    public var expires: Int
    /// How often the links of its document and of its version had been revoked when it was made.
    public var epochs: LinkEpochs
    /// The link's own name, of the same letters as the path without slashes.
    public var id: String

    public init(
        method: LinkMethod, path: String, expires: Int, epochs: LinkEpochs, id: String
    ) {
        self.method = method
        self.path = path
        self.expires = expires
        self.epochs = epochs
        self.id = id
    }
}

/// How often all links of a document, and of one version, were revoked.
public struct LinkEpochs: Hashable, Sendable {
    public var document: Int
    public var version: Int

    public init(document: Int, version: Int) {
        self.document = document
        self.version = version
    }
}
