internal import Foundation
internal import Storage
internal import Synchronization

/// Something that is looked up on a thread of its own, so that nobody waits for it too long.
///
/// One look-up runs at a time, however many ask; what it found is good for a while.
final class TimedLookUp<Value: Sendable>: Sendable {
    private let freshness: Duration
    private let lookUp: @Sendable () throws -> Value
    private let state = Mutex(State())
    private let ended = Signal()

    private struct State {
        var found: Result<Value, any Error>?
        var foundAt: ContinuousClock.Instant?
        var isRunning = false
    }

    /// - Parameter freshness: How long what was found is not looked up again.
    init(freshness: Duration, _ lookUp: @escaping @Sendable () throws -> Value) {
        self.freshness = freshness
        self.lookUp = lookUp
    }

    /// Starts a look-up, unless one runs or what was found is fresh; returns at once.
    func refresh() {
        let mustStart = state.withLock { state in
            if state.isRunning { return false }
            if let foundAt = state.foundAt, .now - foundAt < freshness { return false }
            state.isRunning = true
            return true
        }
        guard mustStart else { return }
        let thread = Thread { [self] in run() }
        thread.name = "look-up"
        thread.stackSize = 1 << 19
        thread.start()
    }

    private func run() {
        let found = Result { try lookUp() }
        state.withLock { $0 = State(found: found, foundAt: .now) }
        ended.raise()
    }

    /// What was found last, when no look-up runs any more; `nil` when it still does at the
    /// deadline. To be asked after `refresh()`.
    func found(by deadline: Date) -> Result<Value, any Error>? {
        while true {
            let seen = ended.current
            let (isRunning, found) = state.withLock { ($0.isRunning, $0.found) }
            if !isRunning { return found }
            guard Date() < deadline else { return nil }
            ended.wait(beyond: seen, until: deadline)
        }
    }
}
