internal import Glibc

/// The file calls of the system.
package struct SystemFileCalls: FileCalls {
    /// Calls without state.
    package init() {}

    package func open(
        _ path: String, flags: CInt, mode: UInt32
    ) throws(SystemCallError) -> CInt {
        try checked("open") { Glibc.open(path, flags | O_CLOEXEC, mode) }
    }

    package func close(_ descriptor: CInt) {
        // Never again after EINTR: Linux has freed the descriptor by then.
        _ = Glibc.close(descriptor)
    }

    package func read(
        _ descriptor: CInt, into buffer: UnsafeMutableRawBufferPointer
    ) throws(SystemCallError) -> Int {
        try checked("read") { Glibc.read(descriptor, buffer.baseAddress, buffer.count) }
    }

    package func read(
        _ descriptor: CInt, at offset: Int, into buffer: UnsafeMutableRawBufferPointer
    ) throws(SystemCallError) -> Int {
        try checked("pread") { pread(descriptor, buffer.baseAddress, buffer.count, offset) }
    }

    package func write(
        _ descriptor: CInt, _ bytes: UnsafeRawBufferPointer
    ) throws(SystemCallError) -> Int {
        try checked("write") { Glibc.write(descriptor, bytes.baseAddress, bytes.count) }
    }

    package func sync(_ descriptor: CInt) throws(SystemCallError) {
        _ = try checked("fsync") { fsync(descriptor) }
    }

    package func setMode(_ descriptor: CInt, _ mode: UInt32) throws(SystemCallError) {
        _ = try checked("fchmod") { fchmod(descriptor, mode) }
    }

    package func lock(_ descriptor: CInt) throws(SystemCallError) {
        _ = try checked("flock") { flock(descriptor, LOCK_EX | LOCK_NB) }
    }

    package func status(_ descriptor: CInt) throws(SystemCallError) -> FileStatus {
        var status = stat()
        _ = try checked("fstat") { fstat(descriptor, &status) }
        return FileStatus(status)
    }

    package func status(path: String) throws(SystemCallError) -> FileStatus {
        var status = stat()
        _ = try checked("lstat") { lstat(path, &status) }
        return FileStatus(status)
    }

    package func link(_ path: String, to newPath: String) throws(SystemCallError) {
        _ = try checked("link") { Glibc.link(path, newPath) }
    }

    package func rename(_ path: String, to newPath: String) throws(SystemCallError) {
        _ = try checked("rename") { Glibc.rename(path, newPath) }
    }

    package func unlink(_ path: String) throws(SystemCallError) {
        _ = try checked("unlink") { Glibc.unlink(path) }
    }

    package func makeFolder(_ path: String, mode: UInt32) throws(SystemCallError) {
        _ = try checked("mkdir") { mkdir(path, mode) }
    }

    package func names(inFolder path: String) throws(SystemCallError) -> [String] {
        guard let folder = opendir(path) else {
            throw SystemCallError(call: "opendir", number: errno)
        }
        defer { closedir(folder) }
        var names: [String] = []
        while true {
            // Only errno tells the end from an error.
            errno = 0
            guard let entry = readdir(folder) else {
                let number = errno
                guard number == 0 else { throw SystemCallError(call: "readdir", number: number) }
                return names.filter { $0 != "." && $0 != ".." }
            }
            names.append(Self.name(of: entry))
        }
    }

    package func availableBytes(path: String) throws(SystemCallError) -> Int {
        var status = statvfs()
        _ = try checked("statvfs") { statvfs(path, &status) }
        return Int(clamping: status.f_bavail) * Int(clamping: status.f_frsize)
    }

    /// An entry is shorter than C's struct says, so that its name must not be copied out whole.
    private static func name(of entry: UnsafeMutablePointer<dirent>) -> String {
        let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
        let name = UnsafeRawPointer(entry) + offset
        return String(cString: name.assumingMemoryBound(to: CChar.self))
    }

    /// Runs a call that returns -1 on failure, and takes its `errno` before anything else runs.
    private func checked<Value: SignedInteger>(
        _ name: StaticString, _ call: () -> Value
    ) throws(SystemCallError) -> Value {
        let result = call()
        let number = errno
        guard result >= 0 else { throw SystemCallError(call: "\(name)", number: number) }
        return result
    }
}

extension FileStatus {
    fileprivate init(_ status: stat) {
        let kind: Kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            default: .other
            }
        self.init(
            kind: kind, byteCount: status.st_size, linkCount: Int(status.st_nlink),
            modifiedAt: status.st_mtim.tv_sec, inode: UInt64(status.st_ino))
    }
}
