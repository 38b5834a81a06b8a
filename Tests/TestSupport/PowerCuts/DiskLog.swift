internal import Foundation

/// What was done to the files below a folder, in the order in which it was done, by file calls and
/// by SQLite alike.
///
/// Whoever does something takes the turn with `begin()`, does it, notes it and gives the turn back
/// with `end()`: so the order is that of the disk, whatever threads there are.
public final class DiskLog: @unchecked Sendable {
    // Sendable: everything but the constants is only touched by the thread that has `turn`.

    /// What the folder held at the start, all of it durable.
    public let start: DiskModel

    private let root: String
    private let turn = NSRecursiveLock()
    private var log: [DiskEvent] = []
    /// Who has which name now.
    private var files: [String: Int]
    private var fileCount: Int

    /// Reads what `folder` holds now.
    public init(folder: String) throws {
        root = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
        start = try DiskModel(folder: root)
        files = start.files(named: start.names)
        fileCount = files.count
    }

    /// Waits for the turn; may be taken again by who has it.
    public func begin() { turn.lock() }

    /// Gives the turn back.
    public func end() { turn.unlock() }

    /// What was noted so far.
    public var events: [DiskEvent] { turn.withLock { log } }

    /// Notes that something was acknowledged.
    public func notePromise() { turn.withLock { log.append(.promised) } }

    /// Where a file has this name, its number; `nil` for what is not recorded.
    func file(named path: String) -> Int? { relative(path).flatMap { files[$0] } }

    /// The path below the folder, `nil` for what lies elsewhere and for files that a power cut
    /// may do anything to: locks and SQLite's shared memory.
    func relative(_ path: String) -> String? {
        if path == root { return "" }
        guard path.hasPrefix(root + "/"), !DiskModel.isScratch(path) else { return nil }
        return String(path.dropFirst(root.count + 1))
    }

    // MARK: - Noting, by who has the turn

    func noteCreation(of path: String) {
        guard let name = relative(path) else { return }
        files[name] = fileCount
        log.append(.named(name, file: fileCount))
        fileCount += 1
    }

    func noteLink(_ path: String, to newPath: String) {
        guard let file = file(named: path), let name = relative(newPath) else { return }
        files[name] = file
        log.append(.named(name, file: file))
    }

    func noteRename(_ path: String, to newPath: String) {
        noteLink(path, to: newPath)
        noteUnlink(path)
    }

    func noteUnlink(_ path: String) {
        guard let name = relative(path), files.removeValue(forKey: name) != nil else { return }
        log.append(.unnamed(name))
    }

    func noteFolder(_ path: String) {
        guard let name = relative(path) else { return }
        log.append(.madeFolder(name))
    }

    func noteWrite(_ bytes: UnsafeRawBufferPointer, to file: Int, at offset: Int) {
        log.append(.wrote(file: file, offset: offset, bytes: Array(bytes)))
    }

    func noteSize(_ byteCount: Int, of file: Int) {
        log.append(.resized(file: file, byteCount: byteCount))
    }

    func noteSync(of file: Int, path: String) {
        log.append(.syncedFile(file, path: relative(path) ?? path))
    }

    func noteFolderSync(_ path: String) {
        guard let name = relative(path) else { return }
        log.append(.syncedFolder(name))
    }
}
