internal import Hashing

/// An upload into a `FileBlobStore`: a locked temporary file and a running hash.
final class FileBlobUpload: BlobUpload {
    private let layout: BlobLayout
    private let files: FileOperations
    private let folders: FanOutFolders
    private let maxBytes: Int
    private let durability: BlobDurability
    private var hash = SHA256()
    /// `nil` once the upload has ended.
    private var temporary: TemporaryFile?
    private(set) var byteCount = 0

    /// Makes the temporary file.
    init(
        layout: BlobLayout, files: FileOperations, folders: FanOutFolders, maxBytes: Int,
        durability: BlobDurability
    ) throws {
        self.layout = layout
        self.files = files
        self.folders = folders
        self.maxBytes = maxBytes
        self.durability = durability
        temporary = try TemporaryFile(layout: layout, files: files)
    }

    deinit {
        cancel()
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        try endingOnError { temporary in
            guard bytes.count <= maxBytes - byteCount else {
                throw StorageError(
                    .tooLarge, "more than \(maxBytes) bytes; send less or raise the limit")
            }
            hash.update(bytes)
            try files.write(bytes, to: temporary.descriptor, path: temporary.path)
            byteCount += bytes.count
        }
    }

    func finish(expecting expected: Digest?) throws -> StoredBlob {
        let digest = hash.finalize()
        let isNew = try endingOnError { temporary in
            try digest.check(against: expected)
            try files.makeReadOnly(temporary.descriptor, path: temporary.path)
            try folders.make(for: digest)
            let isNew = try place(temporary, as: digest)
            end()
            if durability == .durable { try folders.sync(for: [digest]) }
            return isNew
        }
        return StoredBlob(digest: digest, byteCount: byteCount, isNew: isNew)
    }

    func cancel() {
        guard let temporary else { return }
        // What cannot be removed now is found by removeAbandonedUploads.
        _ = try? files.unlink(temporary.path)
        end()
    }

    /// Gives the file its name and returns whether the name was free.
    ///
    /// Second names, unlike renaming, fail when the name is taken. That answers `isNew` exactly,
    /// and keeps bytes that are not synced yet from replacing a blob that is durable.
    private func place(_ temporary: TemporaryFile, as digest: Digest) throws -> Bool {
        let path = layout.path(of: digest)
        if durability == .durable { try sync(temporary) }
        if try files.link(temporary.path, to: path) {
            _ = try files.unlink(temporary.path)
            return true
        }
        if durability == .deferred { try sync(temporary) }
        let present = try files.status(path)
        // Nothing is renamed over a folder.
        if present?.kind == .folder {
            let place = try Quarantine(layout: layout, files: files).makePlace(for: digest)
            _ = try files.renameIfPresent(path, to: place)
        }
        try files.rename(temporary.path, to: path)
        return present == nil
    }

    private func sync(_ temporary: TemporaryFile) throws {
        try files.sync(temporary.descriptor, path: temporary.path)
    }

    private func endingOnError<Value>(
        _ body: (TemporaryFile) throws -> Value
    ) throws -> Value {
        guard let temporary else {
            throw StorageError(.unavailable, "the upload has ended; begin another one")
        }
        do {
            return try body(temporary)
        } catch {
            cancel()
            throw error
        }
    }

    /// Closes the file, which also gives up its lock.
    private func end() {
        if let temporary { files.close(temporary.descriptor) }
        temporary = nil
    }
}
