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
            if LoopbackSocket.isFree(port) { return port }
        }
        preconditionFailure("no free port on the loopback interface")
    }
}
