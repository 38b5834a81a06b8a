internal import Glibc
package import Storage
internal import Synchronization

/// The system's file calls, recorded, with a fault at the n-th of them.
package final class RecordingFileCalls: FileCalls {
    /// What goes wrong.
    package enum Fault: Sendable {
        /// The call is not made and fails with this `errno`.
        case fails(CInt)
        /// Calls that need space fail with `ENOSPC`; others are made as they are.
        case isOutOfSpace
        /// A read or write of more than one byte moves about half; other calls are made as they
        /// are.
        case isShort
    }

    private struct State {
        var calls: [String] = []
        var paths: [CInt: String] = [:]
        /// The files of the log that are open.
        var files: [CInt: Int] = [:]
        var made = 0
        var fault: (index: Int, count: Int, fault: Fault)?
        var beforeRename: (@Sendable () -> Void)?
    }

    private static let needSpace: Set = ["open", "write", "fsync", "link", "rename", "mkdir"]

    private let root: String
    private let log: DiskLog?
    private let system = SystemFileCalls()
    private let state = Mutex(State())

    /// Records paths relative to `root`, and what is changed in `log` as well.
    package init(root: String, log: DiskLog? = nil) {
        self.root = root
        self.log = log
    }

    /// The calls made since the last `restart`, as `name path`, without closes. The names of
    /// temporary files are written as `incoming/*`.
    package var calls: [String] { state.withLock { $0.calls } }

    /// Forgets the calls and places `count` faults from the n-th call from now on, counted from 0.
    package func restart(_ fault: Fault? = nil, at index: Int = 0, count: Int = 1) {
        state.withLock {
            $0.calls = []
            $0.made = 0
            $0.fault = fault.map { (index, count, $0) }
        }
    }

    /// Has something happen once, just before the next file is renamed.
    package func beforeNextRename(_ body: @escaping @Sendable () -> Void) {
        state.withLock { $0.beforeRename = body }
    }

    /// Records a call; returns whether it is to be short, or throws what it fails with.
    @discardableResult
    private func enter(_ name: String, _ path: String) throws(SystemCallError) -> Bool {
        let relative = relative(path)
        let fault = state.withLock { state in
            state.calls.append("\(name) \(relative)")
            defer { state.made += 1 }
            guard let fault = state.fault,
                (fault.index..<fault.index + fault.count).contains(state.made)
            else { return Fault?.none }
            return fault.fault
        }
        switch fault {
        case .fails(let number): throw SystemCallError(call: name, number: number)
        case .isOutOfSpace where Self.needSpace.contains(name):
            throw SystemCallError(call: name, number: ENOSPC)
        case .isOutOfSpace: return false
        case .isShort: return true
        case nil: return false
        }
    }

    @discardableResult
    private func enter(_ name: String, _ descriptor: CInt) throws(SystemCallError) -> Bool {
        try enter(name, path(of: descriptor))
    }

    private func path(of descriptor: CInt) -> String {
        state.withLock { $0.paths[descriptor] } ?? "?"
    }

    private func relative(_ path: String) -> String {
        guard path.hasPrefix(root + "/") else { return path == root ? "." : path }
        let relative = path.dropFirst(root.count + 1)
        return relative.hasPrefix("incoming/") ? "incoming/*" : String(relative)
    }

    /// Makes a call and notes what it did, before anybody else does anything to the disk.
    @discardableResult
    private func noting<Value>(
        _ call: () throws(SystemCallError) -> Value, _ note: (DiskLog, Value) -> Void
    ) throws(SystemCallError) -> Value {
        guard let log else { return try call() }
        log.begin()
        defer { log.end() }
        let value = try call()
        note(log, value)
        return value
    }

    package func open(_ path: String, flags: CInt, mode: UInt32) throws(SystemCallError) -> CInt {
        try enter("open", path)
        let descriptor = try noting { () throws(SystemCallError) in
            try system.open(path, flags: flags, mode: mode)
        } _: { log, descriptor in
            if flags & O_CREAT != 0 { log.noteCreation(of: path) }
            let file = log.file(named: path)
            state.withLock { $0.files[descriptor] = file }
        }
        state.withLock { $0.paths[descriptor] = path }
        return descriptor
    }

    package func close(_ descriptor: CInt) {
        state.withLock { $0.files[descriptor] = nil }
        system.close(descriptor)
    }

    package func read(
        _ descriptor: CInt, into buffer: UnsafeMutableRawBufferPointer
    ) throws(SystemCallError) -> Int {
        let isShort = try enter("read", descriptor)
        let count = isShort ? (buffer.count + 1) / 2 : buffer.count
        return try system.read(
            descriptor, into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]))
    }

    package func read(
        _ descriptor: CInt, at offset: Int, into buffer: UnsafeMutableRawBufferPointer
    ) throws(SystemCallError) -> Int {
        let isShort = try enter("pread", descriptor)
        let count = isShort ? (buffer.count + 1) / 2 : buffer.count
        return try system.read(
            descriptor, at: offset, into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]))
    }

    package func write(
        _ descriptor: CInt, _ bytes: UnsafeRawBufferPointer
    ) throws(SystemCallError) -> Int {
        let isShort = try enter("write", descriptor)
        let count = isShort ? (bytes.count + 1) / 2 : bytes.count
        let part = UnsafeRawBufferPointer(rebasing: bytes[..<count])
        let offset = lseek(descriptor, 0, SEEK_CUR)
        return try noting { () throws(SystemCallError) in
            try system.write(descriptor, part)
        } _: { log, written in
            guard let file = state.withLock({ $0.files[descriptor] }) else { return }
            log.noteWrite(
                UnsafeRawBufferPointer(rebasing: part[..<written]), to: file, at: offset)
        }
    }

    package func sync(_ descriptor: CInt) throws(SystemCallError) {
        try enter("fsync", descriptor)
        let path = path(of: descriptor)
        try noting { () throws(SystemCallError) in
            try system.sync(descriptor)
        } _: { log, _ in
            if let file = state.withLock({ $0.files[descriptor] }) {
                log.noteSync(of: file, path: path)
            } else {
                log.noteFolderSync(path)
            }
        }
    }

    package func setMode(_ descriptor: CInt, _ mode: UInt32) throws(SystemCallError) {
        try enter("fchmod", descriptor)
        try system.setMode(descriptor, mode)
    }

    package func lock(_ descriptor: CInt) throws(SystemCallError) {
        try enter("flock", descriptor)
        try system.lock(descriptor)
    }

    package func status(_ descriptor: CInt) throws(SystemCallError) -> FileStatus {
        try enter("fstat", descriptor)
        return try system.status(descriptor)
    }

    package func status(path: String) throws(SystemCallError) -> FileStatus {
        try enter("lstat", path)
        return try system.status(path: path)
    }

    package func link(_ path: String, to newPath: String) throws(SystemCallError) {
        try enter("link", newPath)
        try noting { () throws(SystemCallError) in
            try system.link(path, to: newPath)
        } _: { log, _ in
            log.noteLink(path, to: newPath)
        }
    }

    package func rename(_ path: String, to newPath: String) throws(SystemCallError) {
        try enter("rename", newPath)
        let before = state.withLock { state in
            defer { state.beforeRename = nil }
            return state.beforeRename
        }
        before?()
        try noting { () throws(SystemCallError) in
            try system.rename(path, to: newPath)
        } _: { log, _ in
            log.noteRename(path, to: newPath)
        }
    }

    package func unlink(_ path: String) throws(SystemCallError) {
        try enter("unlink", path)
        try noting { () throws(SystemCallError) in
            try system.unlink(path)
        } _: { log, _ in
            log.noteUnlink(path)
        }
    }

    package func makeFolder(_ path: String, mode: UInt32) throws(SystemCallError) {
        try enter("mkdir", path)
        try noting { () throws(SystemCallError) in
            try system.makeFolder(path, mode: mode)
        } _: { log, _ in
            log.noteFolder(path)
        }
    }

    package func names(inFolder path: String) throws(SystemCallError) -> [String] {
        try enter("readdir", path)
        return try system.names(inFolder: path)
    }

    package func availableBytes(path: String) throws(SystemCallError) -> Int {
        try enter("statvfs", path)
        return try system.availableBytes(path: path)
    }
}
