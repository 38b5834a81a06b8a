internal import Foundation
internal import Synchronization

/// A TCP proxy on loopback that passes bytes on, both ways, until it is told to cut.
///
/// It ends with the last reference to it, and its connections with it.
public final class CuttingProxy: Sendable {
    /// Where it listens, on 127.0.0.1 alone.
    public let port: UInt16
    private let exchange: ProxyExchange

    /// Starts a proxy.
    ///
    /// - Parameter port: Where the server listens on 127.0.0.1, now or later.
    public init(to port: UInt16) throws {
        let listener = try LoopbackSocket.listen()
        self.port = listener.port
        exchange = ProxyExchange(listener: listener.descriptor, server: port)
        Thread.detachNewThread { [exchange] in exchange.acceptAll() }
    }

    deinit {
        exchange.end()
    }

    /// How many connections it has taken so far, the refused ones left out.
    public var connectionCount: Int { exchange.connectionCount }

    /// Drops the first connection that sends so many bytes towards the server from now on; the
    /// bytes before those arrive. It happens once.
    public func cut(afterUploaded bytes: Int) {
        exchange.arm(bytes)
    }

    /// Whether it ends new connections at once; those that are open are dropped at the call.
    public func setRefusing(_ isRefusing: Bool) {
        exchange.setRefusing(isRefusing)
    }

    /// Drops the connections that are open and takes new ones.
    public func dropConnections() {
        exchange.dropAll()
    }
}
