import Foundation

/// Ports of this machine for servers that tests start.
public enum LoopbackPort {
    /// Below the range from which Linux takes the port of an outgoing connection. In it, a client
    /// that tries again and again while its server is down would in the end be given the server's
    /// own port, connect to itself, and keep the server from coming back.
    private static let candidates: ClosedRange<UInt16> = 10_000...32_000

    /// A port that nobody listens on at this moment.
    public static func free() -> UInt16 {
        for _ in 0..<1_000 {
            let port = UInt16.random(in: candidates)
            if isFree(port) { return port }
        }
        preconditionFailure("no free port on the loopback interface")
    }

    private static func isFree(_ port: UInt16) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in.loopback(port)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}

extension sockaddr_in {
    /// 127.0.0.1 and a port.
    static func loopback(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return address
    }
}
