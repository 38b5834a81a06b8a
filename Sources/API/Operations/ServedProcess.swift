internal import Storage
internal import Synchronization
public import Worker

/// What the operations surface tells of the process that serves it.
public struct ServedProcess: Sendable {
    /// Of the program.
    public var version: String
    /// Those that the server counts into.
    public var requests = RequestMetrics()
    /// Those that this process's runner counts into.
    public var jobs = JobMetrics()
    /// Those that this process's helpers are counted in.
    public var helpers = HelperCounts()
    /// What watches over the store's invariants, where something does.
    public var invariants: InvariantWatch?
    /// The server, once it is there.
    public var server = ServerReference()
    /// Whether the process is about to end and wants no more requests.
    public var isDraining: @Sendable () -> Bool = { false }

    public init(version: String) {
        self.version = version
    }
}

/// A server that routes of its own tell about: it is made after them, and set then.
public final class ServerReference: Sendable {
    private struct Reference: Sendable {
        // Weak, since the server holds its routes.
        weak var server: HTTPServer?
    }

    private let reference = Mutex(Reference())

    public init() {}

    public func set(_ server: HTTPServer) {
        reference.withLock { $0.server = server }
    }

    var server: HTTPServer? { reference.withLock { $0.server } }
}
