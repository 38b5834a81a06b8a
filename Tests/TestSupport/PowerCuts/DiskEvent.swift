/// Something that happened to the files below a folder, in the words of a disk.
///
/// Paths are relative to that folder. A file is a number that it keeps whatever its names are.
public enum DiskEvent: Hashable, Sendable {
    /// An effect: a name that was given to a file, another file's before or nobody's.
    case named(String, file: Int)
    /// An effect: a name that was taken away.
    case unnamed(String)
    /// An effect: a folder that was made.
    case madeFolder(String)
    /// An effect: bytes that were written at an offset.
    case wrote(file: Int, offset: Int, bytes: [UInt8])
    /// An effect: a file that was cut or stretched to a size.
    case resized(file: Int, byteCount: Int)
    /// A barrier: the file's bytes and size are on the disk. The path is for people.
    case syncedFile(Int, path: String)
    /// A barrier: the names in the folder are on the disk.
    case syncedFolder(String)
    /// Something was acknowledged: from here on the disk must hold it, whatever happens.
    case promised

    /// Whether effects before it are certain after it.
    public var isBarrier: Bool {
        switch self {
        case .syncedFile, .syncedFolder: true
        default: false
        }
    }
}

extension DiskEvent: CustomStringConvertible {
    public var description: String {
        switch self {
        case .named(let path, let file): "name \(path) = #\(file)"
        case .unnamed(let path): "unname \(path)"
        case .madeFolder(let path): "mkdir \(path)"
        case .wrote(let file, let offset, let bytes): "write #\(file) \(offset)+\(bytes.count)"
        case .resized(let file, let byteCount): "resize #\(file) to \(byteCount)"
        case .syncedFile(_, let path): "fsync \(path)"
        case .syncedFolder(let path): "fsync \(path)/"
        case .promised: "promise"
        }
    }
}
