internal import CRecordingVFS
internal import Foundation
internal import Synchronization

/// A SQLite VFS that notes in a `DiskLog` what SQLite writes, and fails the n-th thing it asks.
///
/// Registered for as long as there is a reference to it, which has to be longer than any database
/// is open through it.
public final class RecordingVFS: @unchecked Sendable {
    // Sendable: `vfs` is set once, by `init`; SQLite calls from any thread.

    /// What fails.
    public struct Fault: Sendable {
        /// Counted from 0 among the calls of these operations since the fault was set.
        public var index: Int
        /// How many fail, one after another.
        public var count: Int
        public var operations: Set<Operation>
        /// The SQLite result code. With `full` a write writes its first half.
        public var code: CInt

        public init(
            _ code: CInt, at index: Int, count: Int = 1,
            of operations: Set<Operation> = Set(Operation.allCases)
        ) {
            self.index = index
            self.count = count
            self.operations = operations
            self.code = code
        }
    }

    /// What SQLite asks of the disk.
    public enum Operation: UInt32, CaseIterable, Sendable {
        case open, read, write, truncate, sync, delete
    }

    /// `SQLITE_FULL`: there is no space left.
    public static let full: CInt = 13
    /// `SQLITE_IOERR`: a call failed.
    public static let inputOutput: CInt = 10

    /// The name by which databases are opened.
    public let name = "recording-\(UUID().uuidString)"

    private let log: DiskLog?
    private let state = Mutex(State())
    private var vfs: OpaquePointer?

    private struct State {
        var fault: Fault?
        var counts: [Operation: Int] = [:]
        var failed = 0
    }

    /// Registers a VFS; without a log it only fails.
    public init(log: DiskLog? = nil) {
        self.log = log
        // Unretained: SQLite calls while databases are open, which this outlives.
        let context = Unmanaged.passUnretained(self).toOpaque()
        vfs = recording_vfs_register(
            name, recording_vfs_listener(context: context, begin: beginning, end: ending))
    }

    deinit {
        if let vfs { recording_vfs_unregister(vfs) }
    }

    /// Forgets the counts and sets what fails from now on.
    public func restart(_ fault: Fault? = nil) {
        state.withLock { $0 = State(fault: fault) }
    }

    /// How many calls of these operations there were since the last restart.
    public func count(of operations: Set<Operation> = Set(Operation.allCases)) -> Int {
        state.withLock { state in operations.reduce(0) { $0 + state.counts[$1, default: 0] } }
    }

    /// How many calls failed since the last restart.
    public var failureCount: Int { state.withLock { $0.failed } }

    fileprivate func begin(_ operation: Operation) -> CInt {
        log?.begin()
        return state.withLock { state in
            guard let fault = state.fault, fault.operations.contains(operation) else {
                state.counts[operation, default: 0] += 1
                return 0
            }
            let index = fault.operations.reduce(0) { $0 + state.counts[$1, default: 0] }
            state.counts[operation, default: 0] += 1
            guard (fault.index..<fault.index + fault.count).contains(index) else { return 0 }
            state.failed += 1
            return fault.code
        }
    }

    fileprivate func end(_ outcome: recording_vfs_outcome) {
        defer { log?.end() }
        guard let log, outcome.succeeded, let path = outcome.path.map({ String(cString: $0) })
        else { return }
        note(outcome, of: path, in: log)
        if outcome.synced_folder {
            log.noteFolderSync((path as NSString).deletingLastPathComponent)
        }
    }

    private func note(_ outcome: recording_vfs_outcome, of path: String, in log: DiskLog) {
        switch (outcome.operation, log.file(named: path)) {
        case (RECORDING_VFS_OPEN, _) where outcome.created: log.noteCreation(of: path)
        case (RECORDING_VFS_WRITE, let file?):
            let bytes = UnsafeRawBufferPointer(start: outcome.bytes, count: Int(outcome.count))
            log.noteWrite(bytes, to: file, at: Int(outcome.offset))
        case (RECORDING_VFS_TRUNCATE, let file?): log.noteSize(Int(outcome.offset), of: file)
        case (RECORDING_VFS_SYNC, let file?): log.noteSync(of: file, path: path)
        case (RECORDING_VFS_DELETE, _): log.noteUnlink(path)
        default: break
        }
    }
}

private let beginning:
    @Sendable @convention(c) (
        UnsafeMutableRawPointer?, recording_vfs_operation, UnsafePointer<CChar>?
    ) -> CInt = { context, operation, _ in
        guard let vfs = recordingVFS(context),
            let operation = RecordingVFS.Operation(rawValue: operation.rawValue)
        else { return 0 }
        return vfs.begin(operation)
    }

private let ending:
    @Sendable @convention(c) (
        UnsafeMutableRawPointer?, UnsafePointer<recording_vfs_outcome>?
    ) -> Void = { context, outcome in
        guard let outcome else { return }
        recordingVFS(context)?.end(outcome.pointee)
    }

private func recordingVFS(_ context: UnsafeMutableRawPointer?) -> RecordingVFS? {
    context.map { Unmanaged<RecordingVFS>.fromOpaque($0).takeUnretainedValue() }
}
