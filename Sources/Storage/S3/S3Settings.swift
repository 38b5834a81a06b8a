/// How an `S3BlobStore` uploads, waits, retries and caches.
public struct S3Settings: Hashable, Sendable {
    /// Larger blobs are sent in parts.
    public var multipartThreshold = 16 << 20
    /// The size of a part in bytes, at least 5 MiB; grows where 10,000 parts would not do.
    public var partBytes = 8 << 20
    /// How many parts of one blob are sent at once.
    public var partThreads = 4
    /// How many deferred blobs are sent at once.
    public var deferredThreads = 4
    /// How many bytes of deferred blobs may wait; who puts more has to wait too.
    public var maxDeferredBytes = 16 << 20
    /// How much the cache may hold; each process may pass it by a sixteenth for a moment.
    public var maxCacheBytes = 10 << 30
    /// Uploads in parts that began later are never taken for abandoned: S3 does not say whether
    /// anybody is still at work on one, and this is far longer than any takes.
    public var shortestAbandonedAge: Duration = .seconds(86_400)
    /// When requests are repeated.
    public var retries = RetryPolicy()
    /// Timeouts and certificates.
    public var http = HTTPSettings()

    /// The defaults.
    public init() {}
}
