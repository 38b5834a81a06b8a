internal import Foundation
public import Hashing
public import Signing

/// Blobs as objects of an S3 bucket, each named by its SHA-256; see `docs/blob-format.md`.
///
/// Bytes are durable when S3 has answered that it took them. Blobs that are opened are fetched
/// to a bounded cache on the local disk and compared with their digest before anybody sees them.
/// Requests that fail for the moment are repeated; what is away for longer is `.unavailable`.
///
/// A blob that was removed elsewhere can be opened here until the cache drops it.
public final class S3BlobStore: BlobStore {
    let client: S3Client
    let layout: S3Layout
    let placement: BlobPlacement
    let cache: BlobCache
    let settings: S3Settings
    let deferred: DeferredUploads
    let turns = DigestTurns()

    /// Opens the store at `s3://bucket[/prefix]?endpoint=…&region=…&path-style=true|false`.
    ///
    /// Without `endpoint` it is at AWS; without `region` `AWS_REGION` counts; `path-style` is true
    /// where there is an endpoint and false at AWS. The cache has a folder of the location's own
    /// in `cacheFolder`, which any number of processes may share.
    ///
    /// Asks the server for one key: throws `.unavailable` with the remedy when the address, the
    /// credentials, the region or the bucket is wrong, or nobody answers.
    public init(
        url: String, credentials: AWSCredentials, cacheFolder: String,
        settings: S3Settings = .init()
    ) throws {
        let location = try S3Location(
            url: url, environment: ProcessInfo.processInfo.environment)
        let client = S3Client(location: location, credentials: credentials, settings: settings)
        let layout = S3Layout(prefix: location.prefix)
        let placement = BlobPlacement(client: client, layout: layout, settings: settings)
        let turns = turns
        self.client = client
        self.layout = layout
        self.placement = placement
        self.settings = settings
        cache = try BlobCache(
            folder: "\(cacheFolder)/\(Self.folderName(location))",
            maxBytes: settings.maxCacheBytes)
        deferred = DeferredUploads(
            maxThreads: settings.deferredThreads, maxBytes: settings.maxDeferredBytes
        ) { digest, bytes in
            try turns.withTurn(digest) { _ = try placement.place(.bytes(bytes), digest: digest) }
        }
        _ = try page(below: layout.blobs, after: "", limit: 1)
    }

    /// Equal digests of two buckets must not be taken for each other: one may lack the blob.
    private static func folderName(_ location: S3Location) -> String {
        let place = "\(location.scheme)://\(location.authority)/\(location.bucket)"
        let digest = SHA256.digest(of: Array("\(place)/\(location.prefix)".utf8))
        return "\(location.bucket)-\(digest.hex.prefix(16))"
    }

    // MARK: - Storing

    public func beginUpload(maxBytes: Int) throws -> any BlobUpload {
        try S3BlobUpload(cache: cache, maxBytes: maxBytes) { [turns, placement] body, digest in
            try turns.withTurn(digest) { try placement.place(body, digest: digest) }
        }
    }

    // Whether a deferred blob is new is answered from the cache, for asking the server is the
    // wait that deferring saves.
    @discardableResult
    public func put(_ bytes: [UInt8], durability: BlobDurability) throws -> StoredBlob {
        let digest = SHA256.digest(of: bytes)
        switch durability {
        case .durable:
            let isNew = try turns.withTurn(digest) {
                try placement.place(.bytes(bytes), digest: digest)
            }
            // A cache without the blob is only slower.
            try? cache.store(bytes, as: digest)
            return StoredBlob(digest: digest, byteCount: bytes.count, isNew: isNew)
        case .deferred:
            let isNew = try cache.open(digest) == nil && !deferred.isPending(digest)
            if isNew { try cache.store(bytes, as: digest) }
            deferred.enqueue(digest, bytes)
            return StoredBlob(digest: digest, byteCount: bytes.count, isNew: isNew)
        }
    }

    // A blob whose upload was not asked for here, or that died with its process, may still be on
    // the server or in the cache.
    public func makeDurable(_ digests: [Digest]) throws {
        var unknown: [Digest] = []
        var failure: (any Error)?
        for digest in Set(digests).sorted() {
            switch deferred.outcome(of: digest) {
            case .success: continue
            case .failure(let error): failure = failure ?? error
            case nil: unknown.append(digest)
            }
        }
        if let failure { throw failure }
        _ = try ParallelWork.map(unknown, threads: settings.deferredThreads) {
            try self.ensure($0)
        }
    }

    private func ensure(_ digest: Digest) throws {
        try turns.withTurn(digest) {
            guard try head(digest) == nil else { return }
            guard let blob = try cache.open(digest) else { throw absence(of: digest) }
            _ = try blob.withDescriptor { descriptor in
                try placement.place(
                    .file(descriptor: descriptor, offset: 0, length: blob.byteCount),
                    digest: digest)
            }
        }
    }

    // MARK: - Finding

    public func open(_ digest: Digest) throws -> OpenBlob {
        if let blob = try cache.open(digest) { return blob }
        deferred.wait(for: digest)
        return try turns.withTurn(digest) {
            if let blob = try cache.open(digest) { return blob }
            let key = layout.key(of: digest)
            return try BlobFetch(client: client, key: key, digest: digest, cache: cache).run()
        }
    }

    public func byteCount(of digest: Digest) throws -> Int? {
        deferred.wait(for: digest)
        return try head(digest)?.headers["content-length"].flatMap { Int($0) }
    }

    public func modifiedAt(of digest: Digest) throws -> Timestamp? {
        deferred.wait(for: digest)
        guard let response = try head(digest) else { return nil }
        guard let moment = response.headers["last-modified"].flatMap(HTTPDate.parse) else {
            throw StorageError(
                .inputOutput, "the S3 server does not say when blob \(digest) was stored",
                path: client.name(of: layout.key(of: digest)))
        }
        return moment
    }

    public func verify(_ digest: Digest) throws -> BlobCondition {
        deferred.wait(for: digest)
        let download = BlobDownload(
            client: client, key: layout.key(of: digest), restart: {}, receive: { _ in })
        guard let (actual, byteCount) = try download.run() else { return .missing }
        return actual == digest
            ? .intact(byteCount: byteCount) : .damaged(actual: actual, byteCount: byteCount)
    }

    /// S3 tells nobody.
    public func availableBytes() throws -> Int? { nil }

    // MARK: - Removing

    public func remove(_ digest: Digest) throws {
        // How its upload ended is of no use to anybody any more.
        _ = deferred.outcome(of: digest)
        try turns.withTurn(digest) {
            _ = try client.find(S3Request(method: "DELETE", key: layout.key(of: digest)))
            try cache.remove(digest)
        }
    }

    public func remove(_ digests: [Digest]) throws {
        _ = try ParallelWork.map(digests, threads: settings.deferredThreads) { try self.remove($0) }
    }

    /// Waits for what this process has put, which a listing has to show.
    func waitForDeferred() {
        deferred.waitForAll()
    }

    func head(_ digest: Digest) throws -> HTTPResponse? {
        try client.find(S3Request(method: "HEAD", key: layout.key(of: digest)))
    }

    private func absence(of digest: Digest) -> StorageError {
        StorageError(
            .notFound, "no blob \(digest) is stored; restore it from a backup",
            path: client.name(of: layout.key(of: digest)))
    }
}
