internal import Foundation
internal import Storage

/// Cuts connections whose heads drip in: libmicrohttpd only sees that they are not silent.
final class HeadWatch: Sendable {
    private let stopped = Signal()

    /// Looks each second, on a thread of its own, until `stop()`.
    init(core: ServerCore) {
        let limit = core.settings.idleTimeout + core.settings.headTimeout
        let thread = Thread { [stopped] in
            while stopped.wait(beyond: 0, until: Date(timeIntervalSinceNow: 1)) == 0 {
                let now = ContinuousClock.now
                for connection in core.connections.all {
                    connection.cutSlowHead(after: limit, now: now)
                }
            }
        }
        thread.name = "http-heads"
        thread.start()
    }

    func stop() { stopped.raise() }
}
