internal import Foundation
internal import Storage

/// Keeps backups, and restores of them, from working with the same folder at once.
///
/// The kernel releases the lock when the process ends, however it ends.
final class FolderLock: Sendable {
    private let descriptor: CInt

    enum Kind {
        /// Nobody else may hold the lock; the file is made where it is missing.
        case exclusive
        /// Others may share it; without a file there is nobody to keep away.
        case shared
    }

    /// Takes the lock of a file at once, or throws `BackupError(.busy)`; `nil` for a shared lock
    /// of no file.
    init?(path: String, _ kind: Kind) throws {
        let flags = kind == .exclusive ? O_RDWR | O_CREAT : O_RDONLY
        descriptor = open(path, flags | O_CLOEXEC | O_NOFOLLOW, 0o600)
        if descriptor < 0 {
            let error = errno
            if kind == .shared && error == ENOENT { return nil }
            throw StorageError(
                .unavailable,
                "The lock of the backup cannot be opened: \(String(cString: strerror(error))). "
                    + "Check the permissions of the folder.", path: path)
        }
        // The object is whole here: its end closes the descriptor also where this throws.
        try lock(kind == .exclusive ? LOCK_EX : LOCK_SH, path)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    private func lock(_ operation: CInt, _ path: String) throws {
        while flock(descriptor, operation | LOCK_NB) != 0 {
            let error = errno
            if error == EINTR { continue }
            if error == EWOULDBLOCK {
                throw BackupError(
                    .busy, "Another backup or a restore works with this folder.",
                    remedy: "Wait for its end, or name another folder.")
            }
            throw StorageError(
                .unavailable,
                "The folder of the backup cannot be locked: \(String(cString: strerror(error))). "
                    + "Name a folder of a file system that knows locks.", path: path)
        }
    }
}
