public import Hashing
public import Ingest
internal import Signing
public import Storage

/// A link to a version that is good at this moment.
public struct OpenedLink: Hashable, Sendable {
    public let id: LinkID
    public let target: LinkTarget
    public let document: DocumentID
    public let version: VersionID
    public let title: String
    public let digest: Digest
    /// Of the version, in bytes.
    public let byteCount: Int
    public let expiresAt: Timestamp
    /// Whether a `POST` gets the bytes, once, and a `GET` only this description.
    public let isOneTime: Bool

    init(_ link: SignedLink, _ target: LinkTarget, _ state: LinkState, id: LinkID, isOneTime: Bool)
    {
        self.id = id
        self.target = target
        self.isOneTime = isOneTime
        (document, version) = (state.document, state.version)
        (title, digest, byteCount) = (state.title, state.digest, state.byteCount)
        expiresAt = Timestamp(microseconds: Int64(link.expires) * 1_000_000)
    }
}
