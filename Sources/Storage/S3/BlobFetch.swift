internal import Hashing

/// Brings one blob from the server into the cache, checked.
final class BlobFetch {
    private let client: S3Client
    private let key: String
    private let digest: Digest
    private let cache: BlobCache
    /// `nil` once it was adopted or discarded.
    private var temporary: TemporaryFile?

    /// A fetch of the blob with a key.
    init(client: S3Client, key: String, digest: Digest, cache: BlobCache) {
        self.client = client
        self.key = key
        self.digest = digest
        self.cache = cache
    }

    deinit {
        discard()
    }

    /// Downloads the blob, a second time when the bytes are not those of its name.
    func run() throws -> OpenBlob {
        for _ in 0..<2 {
            if let blob = try download() { return blob }
        }
        throw StorageError(
            .digestMismatch,
            "the S3 server's bytes are not those of blob \(digest); store the right ones again",
            path: client.name(of: key))
    }

    private func download() throws -> OpenBlob? {
        try startAgain()
        let download = BlobDownload(
            client: client, key: key, restart: { [unowned self] in try startAgain() },
            receive: { [unowned self] in try write($0) })
        guard let (actual, byteCount) = try download.run() else {
            throw StorageError(
                .notFound, "no blob \(digest) is stored; restore it from a backup",
                path: client.name(of: key))
        }
        guard actual == digest, let temporary else { return nil }
        let blob = try cache.adopt(temporary, as: digest, byteCount: byteCount)
        self.temporary = nil
        return blob
    }

    private func startAgain() throws {
        discard()
        temporary = try cache.makeTemporary()
    }

    private func write(_ bytes: UnsafeRawBufferPointer) throws {
        guard let temporary else { return }
        try cache.files.write(bytes, to: temporary.descriptor, path: temporary.path)
    }

    private func discard() {
        if let temporary { cache.discard(temporary) }
        temporary = nil
    }
}
