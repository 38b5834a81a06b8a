/// When stored bytes survive a power cut.
public enum BlobDurability: Sendable {
    /// From the moment the store returns.
    case durable
    /// From the moment `BlobStore.makeDurable(_:)` returns: many small blobs at the cost of few.
    case deferred
}
