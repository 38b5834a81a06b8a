import Hashing

@testable import Ingest

/// What was acknowledged, and has to be found after any power cut from then on.
enum StorePromise: Hashable, Sendable {
    /// An upload.
    case upload(VersionID, Digest, byteCount: Int)
    /// A record with its thumbnails.
    case record(VersionID)
    /// A blob that is gone.
    case removal(Digest)
}
