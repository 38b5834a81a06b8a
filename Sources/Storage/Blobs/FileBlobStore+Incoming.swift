internal import Glibc

extension FileBlobStore {
    // An upload holds the lock of its file for as long as it runs, and the system drops the lock
    // with the process: a file that can be locked is nobody's. Ages count in whole seconds.
    @discardableResult
    public func removeAbandonedUploads(olderThan age: Duration) throws -> Int {
        // The fine clock: that of time(2) may lag behind a file that was just written.
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        let newest = now.tv_sec - Int(age.components.seconds)
        var count = 0
        for name in try files.names(inFolder: layout.incoming) {
            let path = "\(layout.incoming)/\(name)"
            if try removeAbandonedUpload(path, writtenUntil: newest) { count += 1 }
        }
        return count
    }

    private func removeAbandonedUpload(_ path: String, writtenUntil newest: Int) throws -> Bool {
        guard let status = try files.status(path), status.kind == .file,
            status.modifiedAt <= newest, let descriptor = try files.open(path)
        else { return false }
        defer { files.close(descriptor) }
        guard try files.lock(descriptor, path: path) else { return false }
        return try files.unlink(path)
    }
}
