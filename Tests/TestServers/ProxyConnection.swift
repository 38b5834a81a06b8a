internal import Foundation
internal import Synchronization

/// One connection through a proxy: two sockets, and a thread for each direction.
final class ProxyConnection: Sendable {
    private let client: Int32
    private let server: Int32
    /// The directions that still run; the sockets are closed after both.
    private let running = Mutex(2)

    init(client: Int32, server: Int32) {
        self.client = client
        self.server = server
    }

    /// Starts the threads.
    ///
    /// - Parameters:
    ///   - allowing: Of a number of bytes towards the server, how many may pass. When fewer, the
    ///     connection is dropped after them.
    ///   - ended: Called once, after the last byte of both directions.
    func start(
        allowing: @escaping @Sendable (Int) -> Int, ended: @escaping @Sendable () -> Void
    ) {
        Thread.detachNewThread { [self] in
            copy(from: client, to: server, allowing: allowing)
            finish(ended)
        }
        Thread.detachNewThread { [self] in
            copy(from: server, to: client, allowing: { $0 })
            finish(ended)
        }
    }

    /// Ends both directions; a call after their end does nothing.
    func drop() {
        running.withLock { count in
            guard count > 0 else { return }
            shutdown(client, Int32(SHUT_RDWR))
            shutdown(server, Int32(SHUT_RDWR))
        }
    }

    private func copy(from source: Int32, to target: Int32, allowing: (Int) -> Int) {
        var bytes = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = recv(source, &bytes, bytes.count, 0)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { break }
            let allowed = allowing(count)
            guard sendAll(bytes[..<allowed], to: target), allowed == count else {
                drop()
                return
            }
        }
        // The other direction may have more to say.
        shutdown(target, Int32(SHUT_WR))
    }

    private func sendAll(_ bytes: ArraySlice<UInt8>, to target: Int32) -> Bool {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                send(target, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private func finish(_ ended: () -> Void) {
        let isLast = running.withLock { count in
            count -= 1
            if count == 0 {
                close(client)
                close(server)
            }
            return count == 0
        }
        if isLast { ended() }
    }
}
