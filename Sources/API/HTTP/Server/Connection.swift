internal import CMicroHTTPD
internal import Foundation
internal import Storage
internal import Synchronization

/// One connection of a client, for as long as its socket is open.
final class Connection: Sendable {
    let peer: PeerFacts
    private let descriptor: CInt
    private let state: Mutex<State>

    private struct State {
        var isOpen = true
        var isBusy = false
        /// Whether all of the request is there.
        var isAnswering = false
        /// Since when it waits for the head of a request.
        var waitingSince = ContinuousClock.now
    }

    init(_ connection: OpaquePointer, isEncrypted: Bool, proxies: TrustedProxies) {
        descriptor = cmhd_descriptor(connection)
        let address = cmhd_peer(connection).flatMap { IPAddress($0) }
        peer = PeerFacts(address, isEncrypted: isEncrypted, proxies: proxies)
        state = Mutex(State())
    }

    /// A head is complete.
    func startRequest() {
        state.withLock { $0.isBusy = true }
    }

    /// The body is complete, or the answer is made without it.
    func startAnswer() {
        state.withLock { $0.isAnswering = true }
    }

    /// The answer is sent, or nothing will come of the request.
    func endRequest() {
        state.withLock {
            $0.isBusy = false
            $0.isAnswering = false
            $0.waitingSince = .now
        }
    }

    /// The socket will be closed and must not be touched from now on.
    func close() {
        state.withLock { $0.isOpen = false }
    }

    /// Reads no more of a connection that has no request; libmicrohttpd then closes it.
    func endWhenIdle() {
        state.withLock {
            if $0.isOpen, !$0.isBusy { shutdown(descriptor, Int32(SHUT_RD)) }
        }
    }

    /// Cuts a connection whose client has closed it before the end of its request. One that only
    /// sends no more and waits for its answer stays.
    func cutIfLeft() {
        state.withLock {
            guard $0.isOpen, !$0.isAnswering else { return }
            var byte: UInt8 = 0
            let flags = Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)
            if recv(descriptor, &byte, 1, flags) == 0 { shutdown(descriptor, Int32(SHUT_RDWR)) }
        }
    }

    /// Cuts a connection whose head takes longer to come in than a client needs.
    func cutSlowHead(after limit: Duration, now: ContinuousClock.Instant) {
        state.withLock {
            guard $0.isOpen, !$0.isBusy, now - $0.waitingSince > limit else { return }
            shutdown(descriptor, Int32(SHUT_RDWR))
        }
    }
}

/// The connections that are open.
final class ConnectionTable: Sendable {
    private let connections = Mutex<[ObjectIdentifier: Connection]>([:])
    /// Raised when there is one less.
    let closed = Signal()

    var count: Int { connections.withLock(\.count) }
    var all: [Connection] { connections.withLock { Array($0.values) } }

    func add(_ connection: Connection) {
        connections.withLock { $0[ObjectIdentifier(connection)] = connection }
    }

    func remove(_ connection: Connection) {
        connection.close()
        connections.withLock { $0[ObjectIdentifier(connection)] = nil }
        closed.raise()
    }
}
