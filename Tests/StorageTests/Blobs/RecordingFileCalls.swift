import Glibc
import Storage
import Synchronization

/// The system's file calls, recorded, with a fault at the n-th of them.
final class RecordingFileCalls: FileCalls {
    /// What goes wrong.
    enum Fault: Sendable {
        /// The call is not made and fails with this `errno`.
        case fails(CInt)
        /// Calls that need space fail with `ENOSPC`; others are made as they are.
        case isOutOfSpace
        /// A write of more than one byte writes about half; other calls are made as they are.
        case isShort
    }

    private struct State {
        var calls: [String] = []
        var paths: [CInt: String] = [:]
        var made = 0
        var fault: (index: Int, count: Int, fault: Fault)?
        var beforeRename: (@Sendable () -> Void)?
    }

    private static let needSpace: Set = ["open", "write", "fsync", "link", "rename", "mkdir"]

    private let root: String
    private let system = SystemFileCalls()
    private let state = Mutex(State())

    /// Records paths relative to `root`.
    init(root: String) {
        self.root = root
    }

    /// The calls made since the last `restart`, as `name path`, without closes. The names of
    /// temporary files are written as `incoming/*`.
    var calls: [String] { state.withLock { $0.calls } }

    /// Forgets the calls and places `count` faults from the n-th call from now on, counted from 0.
    func restart(_ fault: Fault? = nil, at index: Int = 0, count: Int = 1) {
        state.withLock {
            $0.calls = []
            $0.made = 0
            $0.fault = fault.map { (index, count, $0) }
        }
    }

    /// Has something happen once, just before the next file is renamed.
    func beforeNextRename(_ body: @escaping @Sendable () -> Void) {
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
        try enter(name, state.withLock { $0.paths[descriptor] } ?? "?")
    }

    private func relative(_ path: String) -> String {
        guard path.hasPrefix(root + "/") else { return path == root ? "." : path }
        let relative = path.dropFirst(root.count + 1)
        return relative.hasPrefix("incoming/") ? "incoming/*" : String(relative)
    }

    func open(_ path: String, flags: CInt, mode: UInt32) throws(SystemCallError) -> CInt {
        try enter("open", path)
        let descriptor = try system.open(path, flags: flags, mode: mode)
        state.withLock { $0.paths[descriptor] = path }
        return descriptor
    }

    func close(_ descriptor: CInt) {
        system.close(descriptor)
    }

    func read(
        _ descriptor: CInt, into buffer: UnsafeMutableRawBufferPointer
    ) throws(SystemCallError) -> Int {
        try enter("read", descriptor)
        return try system.read(descriptor, into: buffer)
    }

    func read(
        _ descriptor: CInt, at offset: Int, into buffer: UnsafeMutableRawBufferPointer
    ) throws(SystemCallError) -> Int {
        try enter("pread", descriptor)
        return try system.read(descriptor, at: offset, into: buffer)
    }

    func write(
        _ descriptor: CInt, _ bytes: UnsafeRawBufferPointer
    ) throws(SystemCallError) -> Int {
        let isShort = try enter("write", descriptor)
        let count = isShort ? (bytes.count + 1) / 2 : bytes.count
        return try system.write(descriptor, UnsafeRawBufferPointer(rebasing: bytes[..<count]))
    }

    func sync(_ descriptor: CInt) throws(SystemCallError) {
        try enter("fsync", descriptor)
        try system.sync(descriptor)
    }

    func setMode(_ descriptor: CInt, _ mode: UInt32) throws(SystemCallError) {
        try enter("fchmod", descriptor)
        try system.setMode(descriptor, mode)
    }

    func lock(_ descriptor: CInt) throws(SystemCallError) {
        try enter("flock", descriptor)
        try system.lock(descriptor)
    }

    func status(_ descriptor: CInt) throws(SystemCallError) -> FileStatus {
        try enter("fstat", descriptor)
        return try system.status(descriptor)
    }

    func status(path: String) throws(SystemCallError) -> FileStatus {
        try enter("lstat", path)
        return try system.status(path: path)
    }

    func link(_ path: String, to newPath: String) throws(SystemCallError) {
        try enter("link", newPath)
        try system.link(path, to: newPath)
    }

    func rename(_ path: String, to newPath: String) throws(SystemCallError) {
        try enter("rename", newPath)
        let before = state.withLock { state in
            defer { state.beforeRename = nil }
            return state.beforeRename
        }
        before?()
        try system.rename(path, to: newPath)
    }

    func unlink(_ path: String) throws(SystemCallError) {
        try enter("unlink", path)
        try system.unlink(path)
    }

    func makeFolder(_ path: String, mode: UInt32) throws(SystemCallError) {
        try enter("mkdir", path)
        try system.makeFolder(path, mode: mode)
    }

    func names(inFolder path: String) throws(SystemCallError) -> [String] {
        try enter("readdir", path)
        return try system.names(inFolder: path)
    }

    func availableBytes(path: String) throws(SystemCallError) -> Int {
        try enter("statvfs", path)
        return try system.availableBytes(path: path)
    }
}
