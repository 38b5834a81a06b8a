internal import Foundation
internal import Storage
internal import Synchronization

/// Accepts connections and gives them to libmicrohttpd, until `stop()`.
///
/// The library can listen by itself, but to stop that it has only `MHD_quiesce_daemon`, which in
/// 0.9.75 ends the process when an event thread takes the socket out of its set at that moment.
final class Acceptor: Sendable {
    private let socket: ListeningSocket
    private let core: ServerCore
    private let isStopped = Atomic(false)
    private let ended = Signal()

    /// Accepts on a thread of its own. Takes the socket over.
    init(socket: ListeningSocket, daemon: Daemon, core: ServerCore) {
        self.socket = socket
        self.core = core
        let thread = Thread { [self] in
            while waitForRoom(), accept(for: daemon) {}
            ended.raise()
        }
        thread.name = "http-accept"
        thread.start()
    }

    /// Refuses connections from now on. Once; returns when the last one is handed over.
    func stop() {
        isStopped.store(true, ordering: .sequentiallyConsistent)
        socket.end()
        core.connections.closed.raise()
        ended.wait(beyond: 0, until: .distantFuture)
        socket.close()
    }

    /// Leaves clients in the system's queue while there are as many as may be; returns whether
    /// there is anything to accept.
    private func waitForRoom() -> Bool {
        while !isStopped.load(ordering: .sequentiallyConsistent) {
            let seen = core.connections.closed.current
            if core.connections.count < core.settings.maxConnections { return true }
            core.connections.closed.wait(beyond: seen, until: .distantFuture)
        }
        return false
    }

    private func accept(for daemon: Daemon) -> Bool {
        let seen = core.connections.closed.current
        switch socket.accept() {
        case .connection(let descriptor, let address, let length):
            daemon.add(descriptor, from: address, length: length)
        case .nothing: break
        case .noRoom:
            core.log.note("no connection can be accepted: too many files are open, or no memory")
            core.connections.closed.wait(beyond: seen, until: Date(timeIntervalSinceNow: 1))
        case .ended: return false
        }
        return true
    }
}
