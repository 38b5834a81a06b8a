internal import CMicroHTTPD
internal import Synchronization

/// A connection's way to a blocking thread and back.
///
/// While it is away, libmicrohttpd leaves the connection alone, so that one thread at a time
/// touches the exchange: the event thread, or the blocking one. Only a server that closes takes
/// a connection back early; then the thread finds it closed.
final class Handoff: Sendable {
    private struct State {
        var isAway = false
        var isClosed = false
    }

    // Sendable: the pointer is used by the event thread, or with `state` locked and not closed.
    private nonisolated(unsafe) let connection: OpaquePointer
    private let state = Mutex(State())

    init(_ connection: OpaquePointer) {
        self.connection = connection
    }

    /// Suspends the connection; event thread only.
    func leave() {
        state.withLock { $0.isAway = true }
        MHD_suspend_connection(connection)
    }

    /// Resumes the connection; returns whether there is one to go on with.
    func comeBack() -> Bool {
        state.withLock {
            guard !$0.isClosed else { return false }
            if $0.isAway { MHD_resume_connection(connection) }
            $0.isAway = false
            return true
        }
    }

    /// Notes that libmicrohttpd has done with the request; returns whether a blocking thread
    /// still has it.
    func close() -> Bool {
        state.withLock {
            $0.isClosed = true
            return $0.isAway
        }
    }

    /// Resumes the connection although its thread still works.
    func takeBack() {
        state.withLock {
            if $0.isAway, !$0.isClosed { MHD_resume_connection(connection) }
        }
    }
}
