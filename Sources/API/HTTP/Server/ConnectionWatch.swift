internal import Foundation
internal import Storage

/// Cuts connections that libmicrohttpd would keep too long: those whose heads drip in, for it
/// only sees that they are not silent, and those whose clients closed right after some bytes, for
/// it reads these and not what comes after until the connection was silent for long.
final class ConnectionWatch: Sendable {
    private let stopped = Signal()

    /// Looks each second, on a thread of its own, until `stop()`.
    init(core: ServerCore) {
        let limit = core.settings.idleTimeout + core.settings.headTimeout
        let thread = Thread { [stopped] in
            while stopped.wait(beyond: 0, until: Date(timeIntervalSinceNow: 1)) == 0 {
                let now = ContinuousClock.now
                for connection in core.connections.all {
                    connection.cutSlowHead(after: limit, now: now)
                    connection.cutIfLeft()
                }
            }
        }
        thread.name = "http-watch"
        thread.start()
    }

    func stop() { stopped.raise() }
}
