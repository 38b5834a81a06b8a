public import Hashing
public import Storage

/// Stored bytes on their way out, and what an answer says about them.
public struct Content: Sendable {
    /// How a browser treats it.
    public enum Disposition: String, Sendable {
        case attachment
        case inline
    }

    public var blob: OpenBlob
    /// The entity tag and the digest headers say it.
    public var digest: Digest
    /// As rows have it; `nil` where none says. A file of another size is damaged.
    public var byteCount: Int?
    public var mediaType: String
    /// The name to save it under, of any characters; `nil` states none.
    public var fileName: String?
    public var disposition: Disposition
    /// Such as `private, no-store`; `nil` states none.
    public var cacheControl: String?

    public init(
        blob: OpenBlob, digest: Digest, byteCount: Int? = nil, mediaType: String,
        fileName: String? = nil, disposition: Disposition = .attachment,
        cacheControl: String? = nil
    ) {
        self.blob = blob
        self.digest = digest
        self.byteCount = byteCount
        self.mediaType = mediaType
        self.fileName = fileName
        self.disposition = disposition
        self.cacheControl = cacheControl
    }

    /// The digest in quotes, a strong validator: other bytes have another.
    public var entityTag: EntityTag { EntityTag(digest.hex) }
}
