internal import Foundation

/// A file that is about to be taken in, open for reading.
final class SourceFile {
    let descriptor: CInt
    /// The name without its folders.
    let name: String
    private let byteCount: Int

    /// Opens a regular file; throws `IntakeError(.unreadable)` for anything else.
    init(path: String) throws {
        name = (path as NSString).lastPathComponent
        // Without O_NONBLOCK, opening a pipe would wait for a writer.
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw Self.unreadable(String(cString: strerror(errno)))
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw Self.unreadable("it is not a regular file")
        }
        byteCount = Int(status.st_size)
    }

    deinit {
        close(descriptor)
    }

    /// The name without its ending.
    var title: String { (name as NSString).deletingPathExtension }

    /// Refuses at once what is empty or too large already.
    func checkSize(maxBytes: Int) throws {
        if byteCount == 0 { throw IntakeError.empty }
        if byteCount > maxBytes { throw IntakeError.tooLarge(maxBytes: maxBytes) }
    }

    private static func unreadable(_ reason: String) -> IntakeError {
        IntakeError(
            .unreadable, "The file cannot be read: \(reason).",
            remedy: "Check its path and permissions.")
    }
}
