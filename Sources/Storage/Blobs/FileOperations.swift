internal import Glibc

/// File calls made whole: retried after `EINTR`, short writes completed, failures translated.
///
/// All members throw `StorageError` with the path concerned and the failed call as its cause.
struct FileOperations: Sendable {
    /// The calls beneath.
    let calls: any FileCalls

    // MARK: - Opening

    /// Makes and opens a file that must not exist yet, readable and writable by its owner.
    func create(_ path: String) throws(StorageError) -> CInt {
        try required(path) { () throws(SystemCallError) in
            try calls.open(path, flags: O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600)
        }
    }

    /// Opens a file for reading; `nil` when there is none. Links are not followed.
    func open(_ path: String) throws(StorageError) -> CInt? {
        try unless([ENOENT], path) { () throws(SystemCallError) in
            try calls.open(path, flags: O_RDONLY | O_NOFOLLOW, mode: 0)
        }
    }

    /// Opens a file for reading that must be none but a file; `nil` when there is none.
    ///
    /// Throws `.corrupt` for a link.
    func openRegular(_ path: String) throws(StorageError) -> CInt? {
        do { return try open(path) } catch {
            guard (error.cause as? SystemCallError)?.number == ELOOP else { throw error }
            throw StorageError(
                .corrupt, "what has the name of a blob is no file; remove it", path: path,
                cause: error.cause)
        }
    }

    /// Closes a descriptor.
    func close(_ descriptor: CInt) {
        calls.close(descriptor)
    }

    /// Takes the exclusive lock of a file; `false` when another descriptor holds it.
    func lock(_ descriptor: CInt, path: String) throws(StorageError) -> Bool {
        try unless([EWOULDBLOCK], path) { () throws(SystemCallError) in
            try calls.lock(descriptor)
        } != nil
    }

    // MARK: - Bytes

    /// Reads until the buffer is full or the file ends, and returns how many bytes that were.
    func fill(
        _ buffer: UnsafeMutableRawBufferPointer, from descriptor: CInt, path: String
    ) throws(StorageError) -> Int {
        var filled = 0
        while filled < buffer.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
            let count = try required(path) { () throws(SystemCallError) in
                try calls.read(descriptor, into: rest)
            }
            if count == 0 { break }
            filled += count
        }
        return filled
    }

    /// Reads at `offset`; returns 0 at the end, and may return less than asked.
    func read(
        _ descriptor: CInt, at offset: Int, into buffer: UnsafeMutableRawBufferPointer,
        path: String
    ) throws(StorageError) -> Int {
        try required(path) { () throws(SystemCallError) in
            try calls.read(descriptor, at: offset, into: buffer)
        }
    }

    /// Writes all bytes.
    func write(
        _ bytes: UnsafeRawBufferPointer, to descriptor: CInt, path: String
    ) throws(StorageError) {
        var written = 0
        while written < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
            written += try required(path) { () throws(SystemCallError) in
                let count = try calls.write(descriptor, rest)
                // POSIX leaves 0 open; without this it would be an endless loop.
                guard count > 0 else { throw SystemCallError(call: "write", number: EIO) }
                return count
            }
        }
    }

    /// Waits until an open file is on the disk.
    func sync(_ descriptor: CInt, path: String) throws(StorageError) {
        try required(path) { () throws(SystemCallError) in try calls.sync(descriptor) }
    }

    /// Takes away all permissions but the owner's to read.
    func makeReadOnly(_ descriptor: CInt, path: String) throws(StorageError) {
        try required(path) { () throws(SystemCallError) in
            try calls.setMode(descriptor, 0o400)
        }
    }

    // MARK: - Names

    /// The status of an open file.
    func status(_ descriptor: CInt, path: String) throws(StorageError) -> FileStatus {
        try required(path) { () throws(SystemCallError) in try calls.status(descriptor) }
    }

    /// The status of an entry, `nil` when there is none.
    func status(_ path: String) throws(StorageError) -> FileStatus? {
        try unless([ENOENT], path) { () throws(SystemCallError) in
            try calls.status(path: path)
        }
    }

    /// Gives a file a second name. `false` when the name is taken or the file system knows no
    /// second names.
    func link(_ path: String, to newPath: String) throws(StorageError) -> Bool {
        let refusals = [EEXIST, EPERM, EOPNOTSUPP, ENOSYS, EMLINK]
        return try unless(refusals, newPath) { () throws(SystemCallError) in
            try calls.link(path, to: newPath)
        } != nil
    }

    /// Renames a file, over any other of that name.
    func rename(_ path: String, to newPath: String) throws(StorageError) {
        try required(newPath) { () throws(SystemCallError) in
            try calls.rename(path, to: newPath)
        }
    }

    /// Renames a file or folder, over any other file of that name; `false` when there is none.
    func renameIfPresent(_ path: String, to newPath: String) throws(StorageError) -> Bool {
        try unless([ENOENT], newPath) { () throws(SystemCallError) in
            try calls.rename(path, to: newPath)
        } != nil
    }

    /// Removes a name; `false` when there is none.
    func unlink(_ path: String) throws(StorageError) -> Bool {
        try unless([ENOENT], path) { () throws(SystemCallError) in
            try calls.unlink(path)
        } != nil
    }

    // MARK: - Folders

    /// Makes a folder for its owner alone; `false` when the name is taken.
    func makeFolder(_ path: String) throws(StorageError) -> Bool {
        try unless([EEXIST], path) { () throws(SystemCallError) in
            try calls.makeFolder(path, mode: 0o700)
        } != nil
    }

    /// Makes a folder and its parents where they are missing, durably.
    func makeFolders(_ path: String) throws(StorageError) {
        guard try status(path) == nil else { return }
        let parent = Self.parent(of: path)
        try makeFolders(parent)
        if try makeFolder(path) { try syncFolder(parent) }
    }

    private static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Waits until the names in a folder are on the disk.
    func syncFolder(_ path: String) throws(StorageError) {
        let descriptor = try required(path) { () throws(SystemCallError) in
            try calls.open(path, flags: O_RDONLY | O_DIRECTORY, mode: 0)
        }
        defer { close(descriptor) }
        try sync(descriptor, path: path)
    }

    /// The names in a folder, ascending; none when there is no such folder.
    func names(inFolder path: String) throws(StorageError) -> [String] {
        let names = try unless([ENOENT], path) { () throws(SystemCallError) in
            try calls.names(inFolder: path)
        }
        return (names ?? []).sorted()
    }

    /// The bytes that may still be written.
    func availableBytes(_ path: String) throws(StorageError) -> Int {
        try required(path) { () throws(SystemCallError) in
            try calls.availableBytes(path: path)
        }
    }

    // MARK: - Retrying and translating

    private func required<Value>(
        _ path: String, _ call: () throws(SystemCallError) -> Value
    ) throws(StorageError) -> Value {
        do { return try retrying(call) } catch { throw StorageError(error, path: path) }
    }

    /// `nil` when the call fails with one of `numbers`.
    private func unless<Value>(
        _ numbers: [CInt], _ path: String, _ call: () throws(SystemCallError) -> Value
    ) throws(StorageError) -> Value? {
        do {
            return try retrying(call)
        } catch {
            if numbers.contains(error.number) { return nil }
            throw StorageError(error, path: path)
        }
    }

    private func retrying<Value>(
        _ call: () throws(SystemCallError) -> Value
    ) throws(SystemCallError) -> Value {
        while true {
            do { return try call() } catch  where error.number == EINTR { continue }
        }
    }
}
