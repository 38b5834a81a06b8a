internal import Glibc
internal import Hashing
internal import Synchronization

/// Blobs on the local disk, so that they can be opened as files; any number of processes may
/// share a folder.
///
/// A file gets its name only when its bytes were seen to have the digest. It is not synced: what
/// is lost with the power is fetched again. A crash may leave a file torn, so each is read once
/// and compared before this process uses it, which costs far less than syncing all of them.
final class BlobCache: Sendable {
    /// Files that are being written, and the tree.
    private let folder: FileBlobStore
    private let folders: FanOutFolders
    private let maxBytes: Int
    /// The sizes of blobs whose files were seen to be right.
    private let known = Mutex<[Digest: Int]>([:])
    /// Bytes added since the folder was last measured; at first nobody knows.
    private let unmeasured: Mutex<Int>

    /// How many sizes are remembered; beyond that all are forgotten and learned again.
    private static let maxKnown = 1 << 16

    /// Opens the cache in a folder and makes the tree where it is missing.
    init(folder path: String, maxBytes: Int) throws {
        folder = try FileBlobStore(folder: path)
        folders = FanOutFolders(layout: folder.layout, files: folder.files)
        self.maxBytes = maxBytes
        unmeasured = Mutex(maxBytes)
    }

    /// A new file to write a blob to; `adopt` or `discard` ends it.
    func makeTemporary() throws -> TemporaryFile {
        try TemporaryFile(layout: folder.layout, files: folder.files)
    }

    /// The file calls, for what writes to temporary files.
    var files: FileOperations { folder.files }

    /// Opens a blob that is here; one whose file is not right is dropped.
    func open(_ digest: Digest) throws -> OpenBlob? {
        let path = folder.layout.path(of: digest)
        guard let descriptor = try files.open(path) else { return nil }
        let blob = try copy(descriptor, path: path, of: digest)
        guard try isRight(blob, digest) else {
            try remove(digest)
            return nil
        }
        // The order in which files are evicted. Failing, it is only less apt.
        blob.withDescriptor { _ = futimens($0, nil) }
        return blob
    }

    /// Gives a file its name, whose bytes are known to have the digest, and opens it for reading.
    ///
    /// Closes the temporary file; when this throws, it is still the caller's.
    func adopt(_ temporary: TemporaryFile, as digest: Digest, byteCount: Int) throws -> OpenBlob {
        try files.makeReadOnly(temporary.descriptor, path: temporary.path)
        guard let descriptor = try files.open(temporary.path) else {
            throw StorageError(
                .unavailable, "a file of the cache is gone; leave its folder alone",
                path: temporary.path)
        }
        let path = folder.layout.path(of: digest)
        let blob = try copy(descriptor, path: path, of: digest)
        try folders.make(for: digest)
        try files.rename(temporary.path, to: path)
        files.close(temporary.descriptor)
        remember(digest, byteCount)
        // A folder that cannot be measured now will be later.
        try? makeRoom(for: byteCount)
        return blob
    }

    /// Ends a file that is not to be kept.
    func discard(_ temporary: TemporaryFile) {
        // What cannot be removed now is found by removeAbandonedFiles.
        _ = try? files.unlink(temporary.path)
        files.close(temporary.descriptor)
    }

    /// Keeps small bytes.
    func store(_ bytes: [UInt8], as digest: Digest) throws {
        let temporary = try makeTemporary()
        do {
            try bytes.withUnsafeBytes {
                try files.write($0, to: temporary.descriptor, path: temporary.path)
            }
            _ = try adopt(temporary, as: digest, byteCount: bytes.count)
        } catch {
            discard(temporary)
            throw error
        }
    }

    /// Drops a blob; those who have it open keep reading it.
    func remove(_ digest: Digest) throws {
        known.withLock { _ = $0.removeValue(forKey: digest) }
        _ = try files.unlink(folder.layout.path(of: digest))
    }

    /// Removes the files of processes that died, and returns how many there were.
    func removeAbandonedFiles(olderThan age: Duration) throws -> Int {
        try folder.removeAbandonedUploads(olderThan: age)
    }

    private func copy(_ descriptor: CInt, path: String, of digest: Digest) throws -> OpenBlob {
        try OpenBlob(takingOwnership: descriptor, path: path, files: files) { [weak self] in
            // One that cannot be removed stays wrong, and whoever reads it sees so.
            try? self?.remove(digest)
        }
    }

    private func isRight(_ blob: OpenBlob, _ digest: Digest) throws -> Bool {
        if let byteCount = known.withLock({ $0[digest] }) { return blob.byteCount == byteCount }
        let (actual, byteCount) = try blob.digest()
        guard actual == digest else { return false }
        remember(digest, byteCount)
        return true
    }

    private func remember(_ digest: Digest, _ byteCount: Int) {
        known.withLock { known in
            if known.count >= Self.maxKnown { known.removeAll() }
            known[digest] = byteCount
        }
    }

    /// Measures the folder after each sixteenth of its bound that this process has added, for
    /// others add to it too.
    private func makeRoom(for byteCount: Int) throws {
        let isDue = unmeasured.withLock { bytes in
            bytes += byteCount
            guard bytes > maxBytes / 16 else { return false }
            bytes = 0
            return true
        }
        guard isDue else { return }
        let isDone = try CacheEviction(layout: folder.layout, files: files).run(maxBytes: maxBytes)
        // The next one that is added tries again.
        if !isDone { unmeasured.withLock { $0 = maxBytes } }
    }
}
