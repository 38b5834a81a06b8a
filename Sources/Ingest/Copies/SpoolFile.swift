internal import Foundation
internal import Storage

/// A file without a name that a helper writes; gone with its last reference. Its position and
/// contents are used by one thread at a time.
final class SpoolFile: Sendable {
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

    /// Drops what lies beyond `byteCount`, and puts the position, which helpers share, there.
    func cut(to byteCount: Int = 0) throws {
        guard ftruncate(descriptor, off_t(byteCount)) == 0 else {
            throw Self.error("cut", errno)
        }
        try seek(to: byteCount)
    }

    /// Puts the position, which helpers share, somewhere.
    func seek(to offset: Int) throws {
        guard lseek(descriptor, off_t(offset), SEEK_SET) == offset else {
            throw Self.error("read", errno)
        }
    }

    private static func error(_ verb: String, _ code: CInt) -> StorageError {
        StorageError(
            .inputOutput,
            "a temporary file cannot be \(verb): \(String(cString: strerror(code))); free space "
                + "in the folder that TMPDIR names")
    }
}
