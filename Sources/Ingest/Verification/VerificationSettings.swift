/// How a store is read to be verified.
public struct VerificationSettings: Hashable, Sendable {
    /// How many blobs are read at the same time, through a buffer of 1 MiB each. On files as many
    /// as there are processors is best; a bucket that is far away takes more.
    public var threads = 2
    /// How many batches of blobs wait to be read, or to be counted.
    public var queuedBatches = 16
    /// How many blobs are handed to a thread at once, at most.
    public var blobsInBatch = 64
    /// Of how many bytes, at most; one blob may have more.
    public var bytesInBatch = 4 << 20

    public init() {}
}
