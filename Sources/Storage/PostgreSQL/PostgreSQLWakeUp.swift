internal import Foundation

/// Wakes a thread that waits for a socket.
final class PostgreSQLWakeUp: Sendable {
    private let reading: CInt
    private let writing: CInt

    init() throws {
        var ends: [CInt] = [-1, -1]
        // Unlike a pipe it is never inherited by a process that another thread starts meanwhile.
        let kind = CInt(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
            let error = errno
            throw StorageError(
                .unavailable,
                "No pair of sockets can be made: " + String(cString: strerror(error))
                    + ". Raise the limit of open files.")
        }
        (reading, writing) = (ends[0], ends[1])
    }

    deinit {
        close(reading)
        close(writing)
    }

    /// Ends the wait that is going on, or else the next one.
    func raise() {
        var byte: UInt8 = 0
        // A full one wakes as well as one more byte.
        _ = write(writing, &byte, 1)
    }

    /// Waits until it is raised, or the socket has something to read, or the time is over.
    ///
    /// May also return without cause, as after a signal to the process.
    func wait(for socket: CInt?, atMost time: Duration) {
        var requests = [pollfd(fd: reading, events: Int16(POLLIN), revents: 0)]
        if let socket { requests.append(pollfd(fd: socket, events: Int16(POLLIN), revents: 0)) }
        let milliseconds = CInt(clamping: time.microseconds / 1_000 + 1)
        guard poll(&requests, nfds_t(requests.count), milliseconds) > 0 else { return }
        var byte: UInt8 = 0
        while read(reading, &byte, 1) == 1 {}
    }
}
