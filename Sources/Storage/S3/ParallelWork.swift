internal import Foundation
internal import Synchronization

/// A few threads for a list of independent steps.
enum ParallelWork {
    /// Calls `body` for each item on up to `threads` threads, the caller's among them, and returns
    /// what it returned in order.
    ///
    /// After the first error no further item is begun; it is thrown when all threads are done.
    static func map<Item: Sendable, Value: Sendable>(
        _ items: [Item], threads: Int, _ body: @escaping @Sendable (Item) throws -> Value
    ) throws -> [Value] {
        let progress = Progress<Item, Value>(items, body)
        let others = DispatchGroup()
        for _ in 1..<max(1, min(threads, items.count)) {
            others.enter()
            Thread.detachNewThread {
                progress.work()
                others.leave()
            }
        }
        progress.work()
        others.wait()
        return try progress.values()
    }

    private final class Progress<Item: Sendable, Value: Sendable>: Sendable {
        private struct State {
            var next = 0
            var values: [Int: Value] = [:]
            var failure: (any Error)?
        }

        private let items: [Item]
        private let body: @Sendable (Item) throws -> Value
        private let state = Mutex(State())

        init(_ items: [Item], _ body: @escaping @Sendable (Item) throws -> Value) {
            self.items = items
            self.body = body
        }

        /// Does steps until none is left.
        func work() {
            while let index = takeNext() {
                do {
                    let value = try body(items[index])
                    state.withLock { $0.values[index] = value }
                } catch {
                    state.withLock { if $0.failure == nil { $0.failure = error } }
                }
            }
        }

        func values() throws -> [Value] {
            try state.withLock { state in
                if let failure = state.failure { throw failure }
                return items.indices.compactMap { state.values[$0] }
            }
        }

        private func takeNext() -> Int? {
            state.withLock { state in
                guard state.failure == nil, state.next < items.count else { return nil }
                defer { state.next += 1 }
                return state.next
            }
        }
    }
}
