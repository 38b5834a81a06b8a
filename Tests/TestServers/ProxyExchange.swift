internal import Foundation
internal import Synchronization

/// The connections of a `CuttingProxy` and what it is told to do with them.
final class ProxyExchange: Sendable {
    private struct State {
        var isRefusing = false
        var count = 0
        var open: [Int: ProxyConnection] = [:]
        /// How many bytes a connection may still send before it is cut, while a cut is wanted.
        var limit: Int?
        var sent: [Int: Int] = [:]
    }

    private let listener: Int32
    private let server: UInt16
    private let state = Mutex(State())

    init(listener: Int32, server: UInt16) {
        self.listener = listener
        self.server = server
    }

    var connectionCount: Int { state.withLock { $0.count } }

    /// Runs on a thread of its own until `end`.
    func acceptAll() {
        while true {
            let client = accept(listener, nil, nil)
            if client < 0 && (errno == EINTR || errno == ECONNABORTED) { continue }
            guard client >= 0 else { break }
            take(client)
        }
        close(listener)
    }

    func end() {
        // Wakes the thread that accepts.
        shutdown(listener, Int32(SHUT_RDWR))
        setRefusing(true)
    }

    func setRefusing(_ isRefusing: Bool) {
        state.withLock { $0.isRefusing = isRefusing }
        if isRefusing { dropAll() }
    }

    func dropAll() {
        for connection in state.withLock({ Array($0.open.values) }) { connection.drop() }
    }

    func arm(_ bytes: Int) {
        state.withLock { state in
            state.limit = bytes
            state.sent = [:]
        }
    }

    private func take(_ client: Int32) {
        guard !state.withLock({ $0.isRefusing }), let upstream = LoopbackSocket.connect(to: server)
        else {
            shutdown(client, Int32(SHUT_RDWR))
            close(client)
            return
        }
        let connection = ProxyConnection(client: client, server: upstream)
        let (number, isRefused) = state.withLock { state in
            state.count += 1
            state.open[state.count] = connection
            return (state.count, state.isRefusing)
        }
        if isRefused { connection.drop() }
        connection.start(
            allowing: { [self] in allowance(for: number, of: $0) },
            ended: { [self] in state.withLock { $0.open[number] = nil } })
    }

    /// How many of the bytes that a connection wants to send may pass; fewer than it wants when it
    /// is to be cut after them.
    private func allowance(for number: Int, of wanted: Int) -> Int {
        state.withLock { state in
            guard let limit = state.limit else { return wanted }
            let before = state.sent[number, default: 0]
            guard before + wanted >= limit else {
                state.sent[number] = before + wanted
                return wanted
            }
            state.limit = nil
            // At least one byte fewer, or the last piece of an upload would be no cut.
            return max(0, min(limit - before, wanted - 1))
        }
    }
}
