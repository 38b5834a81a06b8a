internal import Foundation

/// What a disk may hold after a power cut: what barriers made certain, and every later effect by
/// itself.
///
/// Assumed of the file system, and nothing else:
/// - `fsync` of a file makes its bytes and its size certain, not its names.
/// - `fsync` of a folder makes the names in it certain, not the folder's own name.
/// - A name has one of the meanings that it had since its folder was last synced. Names do not
///   depend on each other, the two of a rename neither, nor on bytes.
/// - A page of 4 KiB has one of the contents that it had since its file was last synced, or whole
///   sectors of 512 bytes of an older and a newer one. Pages do not depend on each other, nor on
///   the size, which is one of those that the file had, or between.
/// - Where a file grew, bytes that were not written back are zeros or anything at all.
///
/// Permission bits are not modelled: nothing that is recovered depends on them.
public struct DiskModel: Sendable {
    /// What a name stands for.
    enum Node: Hashable, Sendable {
        case nothing
        case folder
        case file(Int)
    }

    /// What each name stood for since its folder was synced; what it stands for now is last.
    private(set) var nodes: [String: [Node]] = [:]
    private(set) var histories: [Int: FileHistory] = [:]

    /// A disk that holds what `folder` holds, durably.
    init(folder: String) throws {
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder).sorted() {
            guard !Self.isScratch(path) else { continue }
            let url = URL(fileURLWithPath: folder + "/" + path)
            if try url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true {
                nodes[path] = [.folder]
            } else {
                nodes[path] = [.file(histories.count)]
                histories[histories.count] = FileHistory(Array(try Data(contentsOf: url)))
            }
        }
    }

    /// Whether a file holds nothing that has to last: the locks of writers, and what SQLite builds
    /// anew from its log.
    static func isScratch(_ path: String) -> Bool {
        ["-next", "-writing", "-shm"].contains { path.hasSuffix($0) }
    }

    /// Every name that ever was.
    var names: [String] { Array(nodes.keys) }

    /// The files that have these names now.
    func files(named names: [String]) -> [String: Int] {
        names.reduce(into: [:]) { files, name in
            if case .file(let file) = nodes[name]?.last { files[name] = file }
        }
    }

    /// Lets an event happen.
    mutating func apply(_ event: DiskEvent) {
        switch event {
        case .named(let path, let file):
            set(path, to: .file(file))
            if histories[file] == nil { histories[file] = FileHistory() }
        case .unnamed(let path): set(path, to: .nothing)
        case .madeFolder(let path): set(path, to: .folder)
        case .wrote(let file, let offset, let bytes):
            histories[file]?.write(bytes, at: offset)
        case .resized(let file, let byteCount): histories[file]?.resize(to: byteCount)
        case .syncedFile(let file, _): histories[file]?.sync()
        case .syncedFolder(let folder): syncNames(in: folder)
        case .promised: break
        }
    }

    private mutating func set(_ path: String, to node: Node) {
        nodes[path, default: [.nothing]].append(node)
    }

    private mutating func syncNames(in folder: String) {
        for (path, versions) in nodes where versions.count > 1 && Self.folder(of: path) == folder {
            nodes[path] = [versions[versions.count - 1]]
        }
    }

    /// The path of the folder that has this name in it.
    static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }
}
