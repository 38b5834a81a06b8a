internal import Foundation
internal import Storage

/// A file without a name that a helper writes; gone with its last reference.
final class SpoolFile {
    /// Open for reading and writing; not to be used after this value's life.
    let descriptor: CInt

    /// Makes an empty file in the system's folder for temporary files.
    ///
    /// Throws `StorageError` with `inputOutput` where there is no room for one.
    init() throws {
        var path = Array(
            (NSTemporaryDirectory() + "/muniment-copy-XXXXXX").utf8CString)
        descriptor = mkstemp(&path)
        guard descriptor >= 0 else { throw Self.error("made", errno) }
        unlink(path)
    }

    deinit {
        close(descriptor)
    }

    /// Makes it empty again.
    func clear() throws {
        guard ftruncate(descriptor, 0) == 0 else { throw Self.error("emptied", errno) }
        try rewind()
    }

    /// Puts its position, which helpers share, at its start.
    func rewind() throws {
        guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw Self.error("read", errno) }
    }

    private static func error(_ verb: String, _ code: CInt) -> StorageError {
        StorageError(
            .inputOutput,
            "a temporary file cannot be \(verb): \(String(cString: strerror(code))); free space "
                + "in the folder that TMPDIR names")
    }
}

@available(*, unavailable)
extension SpoolFile: Sendable {}
