public import Hashing

extension FileBlobStore {
    // A store of the right bytes may come between the reading and the renaming: so what was
    // moved is compared with what was read, and put back where it is another file. The file that
    // was read stays open meanwhile, so that no other can have its number.
    @discardableResult
    public func quarantine(_ digest: Digest) throws -> Bool {
        guard let status = try files.status(layout.path(of: digest)) else { return false }
        guard status.kind == .file, let blob = try openIfPresent(digest) else {
            return try move(digest) { $0.kind != .file }
        }
        guard try !isRight(blob, digest) else { return false }
        let read = try blob.withDescriptor {
            try files.status($0, path: layout.path(of: digest))
        }
        return try withExtendedLifetime(blob) {
            try move(digest) { $0.kind == .file && $0.inode == read.inode }
        }
    }

    public func quarantined() throws -> [Digest] {
        try Quarantine(layout: layout, files: files).digests()
    }

    /// What cannot be read to its end is as good as wrong.
    private func isRight(_ blob: OpenBlob, _ digest: Digest) throws -> Bool {
        do {
            return try blob.digest().0 == digest
        } catch let error as StorageError where error.code == .inputOutput {
            return false
        }
    }

    /// Moves what has the name of a blob, unless that is not what `isMeant` says of it.
    private func move(_ digest: Digest, isMeant: (FileStatus) -> Bool) throws -> Bool {
        let path = layout.path(of: digest)
        let place = try Quarantine(layout: layout, files: files).makePlace(for: digest)
        guard try files.renameIfPresent(path, to: place) else { return false }
        let isMoved = try files.status(place).map(isMeant) ?? false
        if !isMoved { _ = try files.renameIfPresent(place, to: path) }
        try files.syncFolder(layout.quarantine)
        try files.syncFolder(layout.fanOut(of: digest))
        return isMoved
    }
}
