internal import Foundation

/// TCP sockets on 127.0.0.1.
enum LoopbackSocket {
    /// A socket that listens, and its port.
    static func listen() throws -> (descriptor: Int32, port: UInt16) {
        for _ in 0..<5 {
            let port = LoopbackPort.free()
            let descriptor = make()
            // Another process may have taken the port since.
            if onAddress(port, { bind(descriptor, $0, $1) == 0 })
                && Foundation.listen(descriptor, SOMAXCONN) == 0
            {
                return (descriptor, port)
            }
            close(descriptor)
        }
        throw TestServerError("a proxy finds no free port on 127.0.0.1")
    }

    /// A connection to a port, or nil when nobody listens there.
    static func connect(to port: UInt16) -> Int32? {
        let descriptor = make()
        if onAddress(port, { Foundation.connect(descriptor, $0, $1) == 0 }) { return descriptor }
        close(descriptor)
        return nil
    }

    private static func make() -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        precondition(descriptor >= 0, "no descriptor for a socket")
        return descriptor
    }

    private static func onAddress(
        _ port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Bool
    ) -> Bool {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    /// Whether nobody listens on a port.
    static func isFree(_ port: UInt16) -> Bool {
        let descriptor = make()
        defer { close(descriptor) }
        return onAddress(port) { bind(descriptor, $0, $1) == 0 }
    }
}
