internal import Foundation

/// The right to write, passed fairly between the processes on one database.
///
/// SQLite's own lock is polled by waiters and may starve one of them for as long
/// as others are busy. Here the kernel wakes the next one. Two locks make it
/// fair: a process waits for `writing` while it holds `next`, so the process
/// that just wrote cannot take `writing` again before the waiting one.
///
/// Used by one thread at a time. The kernel releases both locks when the
/// process ends, however it ends.
final class WriterTurn {
    private let next: CInt
    private let writing: CInt

    /// Opens or creates the two lock files beside the database.
    init(databasePath: String) throws {
        next = try Self.open(databasePath + "-next")
        do {
            writing = try Self.open(databasePath + "-writing")
        } catch {
            close(next)
            throw error
        }
    }

    deinit {
        close(next)
        close(writing)
    }

    /// Waits for the turn.
    func take() throws {
        try lock(next, LOCK_EX)
        defer { flock(next, LOCK_UN) }
        try lock(writing, LOCK_EX)
    }

    /// Gives the turn to the next process.
    func pass() {
        flock(writing, LOCK_UN)
    }

    private func lock(_ descriptor: CInt, _ operation: CInt) throws {
        while flock(descriptor, operation) != 0 {
            let error = errno
            guard error == EINTR else {
                throw StorageError(
                    .inputOutput,
                    "The database's lock file cannot be locked: "
                        + String(cString: strerror(error)) + ".")
            }
        }
    }

    private static func open(_ path: String) throws -> CInt {
        let descriptor = Foundation.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let error = errno
            throw StorageError(
                .unavailable,
                "The database's lock file cannot be opened: " + String(cString: strerror(error))
                    + ". Check the permissions of the data folder.",
                path: path)
        }
        return descriptor
    }
}
