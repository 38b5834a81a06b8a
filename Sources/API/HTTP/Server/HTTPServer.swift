internal import Foundation
internal import Storage
internal import Synchronization

/// A server of HTTP/1.1 that runs until it is drained.
///
/// To be drained before its last reference goes; otherwise it closes at once then.
public final class HTTPServer: Sendable {
    private let core: ServerCore
    private let running = Mutex<Running?>(nil)

    private struct Running {
        let daemon: Daemon
        let acceptor: Acceptor
        let watch: ConnectionWatch
    }

    public init(
        settings: HTTPServerSettings, router: Router, log: any RequestLog,
        metrics: RequestMetrics = RequestMetrics()
    ) {
        core = ServerCore(settings: settings, router: router, log: log, metrics: metrics)
    }

    deinit { drain(within: .zero) }

    public var settings: HTTPServerSettings { core.settings }
    public var metrics: RequestMetrics { core.metrics }
    /// Connections that are open, with a request or without.
    public var connectionCount: Int { core.connections.count }
    /// Requests that are running.
    public var requestCount: Int { core.runningCount }

    /// Starts to listen and answer; returns the address with the port it took.
    ///
    /// Throws `HTTPServerError`. To be called once.
    public func start() throws -> ListenAddress {
        let socket = try ListeningSocket(core.settings.listen)
        let daemon: Daemon
        do { daemon = try Daemon(core: core) } catch {
            socket.close()
            throw error
        }
        let acceptor = Acceptor(socket: socket, daemon: daemon, core: core)
        running.withLock {
            $0 = Running(
                daemon: daemon, acceptor: acceptor, watch: ConnectionWatch(core: core))
        }
        return socket.address
    }

    /// Stops to accept, waits for running requests up to a limit, then closes what is left.
    ///
    /// A handler that still runs then finds its client gone; it cannot be stopped. Returns
    /// whether all requests ended by themselves. Safe before the start and twice.
    @discardableResult
    public func drain(within limit: Duration) -> Bool {
        guard let running = running.withLock({ $0.take() }) else {
            core.threads.stop()
            return true
        }
        running.acceptor.stop()
        core.startDraining()
        let ended = waitForRequests(until: Date(timeIntervalSinceNow: limit.seconds))
        core.startClosing()
        running.daemon.stop()
        running.watch.stop()
        core.threads.stop()
        return ended
    }

    private func waitForRequests(until deadline: Date) -> Bool {
        while true {
            let seen = core.ended.current
            if core.runningCount == 0 { return true }
            if Date() >= deadline { return false }
            core.ended.wait(beyond: seen, until: deadline)
        }
    }
}
