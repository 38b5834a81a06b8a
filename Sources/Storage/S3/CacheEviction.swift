/// Removes the files of a cache that were not used for longest.
///
/// Who has a file open keeps reading it; who wants to open it finds it gone and fetches it again.
struct CacheEviction {
    let layout: BlobLayout
    let files: FileOperations

    private struct Entry {
        let path: String
        let byteCount: Int
        let usedAt: Int
    }

    /// When the cache holds more than `maxBytes`, removes files until it holds nine tenths of it.
    ///
    /// Does nothing while another thread or process is at it, and returns false: that one may not
    /// see what was added last.
    func run(maxBytes: Int) throws -> Bool {
        guard let lock = try files.open(layout.blobs) else { return true }
        defer { files.close(lock) }
        guard try files.lock(lock, path: layout.blobs) else { return false }
        try removeOldest(of: entries(), maxBytes: maxBytes)
        return true
    }

    private func removeOldest(of entries: [Entry], maxBytes: Int) throws {
        var total = entries.reduce(0) { $0 + $1.byteCount }
        guard total > maxBytes else { return }
        for entry in entries.sorted(by: { $0.usedAt < $1.usedAt }) {
            guard total > maxBytes / 10 * 9 else { return }
            _ = try files.unlink(entry.path)
            total -= entry.byteCount
        }
    }

    private func entries() throws -> [Entry] {
        var entries: [Entry] = []
        for fanOut in try files.names(inFolder: layout.blobs) where BlobLayout.isFanOut(fanOut) {
            for name in try files.names(inFolder: "\(layout.blobs)/\(fanOut)") {
                let path = "\(layout.blobs)/\(fanOut)/\(name)"
                guard let status = try files.status(path), status.kind == .file else { continue }
                entries.append(
                    Entry(path: path, byteCount: status.byteCount, usedAt: status.modifiedAt))
            }
        }
        return entries
    }
}
