public import Hashing

/// Blobs as plain files, each named by its SHA-256; see `docs/blob-format.md`.
///
/// The order of a commit is that of restic: write a temporary file while hashing, `fsync` it,
/// give it its name, `fsync` the folder, and only then acknowledge. A name that is taken is
/// always renamed over and never asked whether its bytes are right: so the same upload heals a
/// damaged blob, and nothing has to be read again.
///
/// A crash leaves at most files in `incoming/`, see `removeAbandonedUploads(olderThan:)`, and
/// whole blobs that nobody was told of. So does an `fsync` of a folder that fails.
public final class FileBlobStore: BlobStore {
    let layout: BlobLayout
    let files: FileOperations
    private let folders: FanOutFolders

    /// Opens a store to be read alone, such as that of a backup: nothing is made in the folder.
    ///
    /// Throws `.notFound` when there are no blobs in it.
    public init(readingFolder folder: String) throws {
        layout = BlobLayout(root: folder)
        files = FileOperations(calls: SystemFileCalls())
        folders = FanOutFolders(layout: layout, files: files)
        guard try files.status(layout.blobs)?.kind == .folder else {
            throw StorageError(
                .notFound, "There are no blobs in this folder; name one that has a folder blobs/.",
                path: folder)
        }
    }

    /// Opens the store in a folder; makes the folder, its parents and the tree where they are
    /// missing, for the owner alone (0700).
    ///
    /// Throws `.unavailable` when the folder cannot be made or used.
    public convenience init(folder: String) throws {
        try self.init(folder: folder, calls: SystemFileCalls())
    }

    /// Opens the store in a folder, through the file calls given.
    package init(folder: String, calls: any FileCalls) throws {
        layout = BlobLayout(root: folder)
        files = FileOperations(calls: calls)
        folders = FanOutFolders(layout: layout, files: files)
        try files.makeFolders(layout.root)
        _ = try files.makeFolder(layout.blobs)
        _ = try files.makeFolder(layout.incoming)
        try files.syncFolder(layout.root)
    }

    public func beginUpload(maxBytes: Int) throws -> any BlobUpload {
        try upload(maxBytes: maxBytes, durability: .durable)
    }

    @discardableResult
    public func put(_ bytes: [UInt8], durability: BlobDurability) throws -> StoredBlob {
        let upload = try upload(maxBytes: bytes.count, durability: durability)
        try upload.write(bytes)
        return try upload.finish(expecting: nil)
    }

    private func upload(maxBytes: Int, durability: BlobDurability) throws -> FileBlobUpload {
        try FileBlobUpload(
            layout: layout, files: files, folders: folders, maxBytes: maxBytes,
            durability: durability)
    }

    public func makeDurable(_ digests: [Digest]) throws {
        for digest in Set(digests).sorted() {
            let blob = try open(digest)
            try blob.withDescriptor { try files.sync($0, path: layout.path(of: digest)) }
            // It may have been put before a power cut, which left the name and not the bytes.
            try blob.digest().0.check(against: digest)
        }
        try folders.sync(for: digests)
    }

    public func open(_ digest: Digest) throws -> OpenBlob {
        if let blob = try openIfPresent(digest) { return blob }
        throw StorageError(
            .notFound, "no blob \(digest) is stored; restore it from a backup",
            path: layout.path(of: digest))
    }

    func openIfPresent(_ digest: Digest) throws -> OpenBlob? {
        let path = layout.path(of: digest)
        guard let descriptor = try files.openRegular(path) else { return nil }
        return try OpenBlob(takingOwnership: descriptor, path: path, files: files)
    }

    public func byteCount(of digest: Digest) throws -> Int? {
        guard let status = try files.status(layout.path(of: digest)) else { return nil }
        return status.kind == .file ? status.byteCount : nil
    }

    public func modifiedAt(of digest: Digest) throws -> Timestamp? {
        guard let status = try files.status(layout.path(of: digest)), status.kind == .file else {
            return nil
        }
        return Timestamp(microseconds: Int64(status.modifiedAt) * 1_000_000)
    }

    public func remove(_ digest: Digest) throws {
        try remove([digest])
    }

    public func remove(_ digests: [Digest]) throws {
        let removed = try digests.filter { try files.unlink(layout.path(of: $0)) }
        for folder in Set(removed.map(layout.fanOut)).sorted() { try files.syncFolder(folder) }
    }

    public func verify(_ digest: Digest) throws -> BlobCondition {
        guard let blob = try openIfPresent(digest) else { return .missing }
        let (actual, byteCount) = try blob.digest()
        guard actual != digest else { return .intact(byteCount: byteCount) }
        blob.discardCopy()
        return .damaged(actual: actual, byteCount: byteCount)
    }

    public func availableBytes() throws -> Int? {
        try files.availableBytes(layout.root)
    }
}
