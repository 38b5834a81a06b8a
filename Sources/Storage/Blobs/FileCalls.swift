/// The file calls that a blob store makes, one system call a member.
///
/// The seam at which tests record and fail calls: an implementation neither retries nor
/// completes anything, that is done by `FileOperations` above it. Called from any thread.
package protocol FileCalls: Sendable {
    /// Opens a file; the flags are those of C, `O_CLOEXEC` is added. The corresponding C
    /// function is `open`.
    func open(_ path: String, flags: CInt, mode: UInt32) throws(SystemCallError) -> CInt
    /// Closes a descriptor. Fails silently: the bytes were synced before or do not count.
    func close(_ descriptor: CInt)
    /// Reads at the descriptor's position; returns 0 at the end, and may return less than asked.
    func read(
        _ descriptor: CInt, into buffer: UnsafeMutableRawBufferPointer
    ) throws(SystemCallError) -> Int
    /// Reads at `offset`, in bytes from the start. The corresponding C function is `pread`.
    func read(
        _ descriptor: CInt, at offset: Int, into buffer: UnsafeMutableRawBufferPointer
    ) throws(SystemCallError) -> Int
    /// Writes at the descriptor's position; may write less than given.
    func write(
        _ descriptor: CInt, _ bytes: UnsafeRawBufferPointer
    ) throws(SystemCallError) -> Int
    /// Waits until a file or folder is on the disk. The corresponding C function is `fsync`.
    func sync(_ descriptor: CInt) throws(SystemCallError)
    /// Sets the permission bits. The corresponding C function is `fchmod`.
    func setMode(_ descriptor: CInt, _ mode: UInt32) throws(SystemCallError)
    /// Takes the exclusive lock without waiting; fails with `EWOULDBLOCK` when another holds it.
    /// The corresponding C function is `flock`.
    func lock(_ descriptor: CInt) throws(SystemCallError)
    /// The status of an open file. The corresponding C function is `fstat`.
    func status(_ descriptor: CInt) throws(SystemCallError) -> FileStatus
    /// The status of an entry; links are not followed. The corresponding C function is `lstat`.
    func status(path: String) throws(SystemCallError) -> FileStatus
    /// Gives a file a second name; fails with `EEXIST` when it is taken.
    func link(_ path: String, to newPath: String) throws(SystemCallError)
    /// Renames a file, over any other of that name.
    func rename(_ path: String, to newPath: String) throws(SystemCallError)
    /// Removes a name of a file.
    func unlink(_ path: String) throws(SystemCallError)
    /// Makes a folder. The corresponding C function is `mkdir`.
    func makeFolder(_ path: String, mode: UInt32) throws(SystemCallError)
    /// The names in a folder, in no order, without `.` and `..`. The corresponding C function is
    /// `readdir`.
    func names(inFolder path: String) throws(SystemCallError) -> [String]
    /// The bytes that an unprivileged user may still write. The corresponding C function is
    /// `statvfs`.
    func availableBytes(path: String) throws(SystemCallError) -> Int
}

extension FileCalls {
    /// Makes a folder and its parents where they are missing, for their owner alone, durably.
    ///
    /// Throws `StorageError`.
    package func makeFolders(_ path: String) throws {
        try FileOperations(calls: self).makeFolders(path)
    }
}
