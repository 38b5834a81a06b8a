public import Hashing
public import Storage
public import Worker

/// The acknowledgement of an upload: its bytes and rows are on disk.
public struct Receipt: Hashable, Sendable {
    public let documentID: DocumentID
    public let versionID: VersionID
    /// From 1, in the order of upload to the document.
    public let versionNumber: Int
    /// The job that reads it.
    public let jobID: JobID
    public let digest: Digest
    public let byteCount: Int
    public let receivedAt: Timestamp
    /// Whether these bytes were new to the store.
    public let isNewBlob: Bool
    /// The oldest document that had the same bytes already; the one that this became a
    /// version of where `ArrivalPolicy.link` says so.
    public let sameBytesAs: DocumentID?
}
