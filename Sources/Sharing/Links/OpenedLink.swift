public import Hashing
public import Ingest
internal import Signing
public import Storage

/// A link to a version, or to what was made of one, that is good at this moment.
public struct OpenedLink: Hashable, Sendable {
    public let id: LinkID
    public let target: LinkTarget
    public let document: DocumentID
    public let version: VersionID
    public let title: String
    /// What was made for the link; `nil` where it opens the version itself.
    public let issued: IssuedFile?
    /// Of what it opens; of the version where that is a picture.
    public let digest: Digest
    /// The same one's, in bytes.
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
        (title, issued) = (state.title, state.issued)
        (digest, byteCount) = (state.digest, state.byteCount)
        expiresAt = Timestamp(microseconds: Int64(link.expires) * 1_000_000)
    }
}
