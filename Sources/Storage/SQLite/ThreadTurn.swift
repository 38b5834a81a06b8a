internal import Dispatch
internal import Synchronization

/// A right that one thread has at a time, handed on in the order of asking.
///
/// Unlike a mutex it tells whether somebody waits, and wakes just the next one.
final class ThreadTurn: Sendable {
    private let state = Mutex(State())

    private struct State {
        var isTaken = false
        var waiting: [DispatchSemaphore] = []
    }

    /// Waits for the turn.
    func take() {
        let semaphore = state.withLock { state -> DispatchSemaphore? in
            guard state.isTaken else {
                state.isTaken = true
                return nil
            }
            let semaphore = DispatchSemaphore(value: 0)
            state.waiting.append(semaphore)
            return semaphore
        }
        semaphore?.wait()
    }

    /// Hands the turn on, or leaves it free where nobody waits.
    func pass() {
        next(orElse: { $0.isTaken = false })?.signal()
    }

    /// Hands the turn on if somebody waits; otherwise keeps it and returns false.
    func passToNext() -> Bool {
        let next = next(orElse: { _ in })
        next?.signal()
        return next != nil
    }

    private func next(orElse nobodyWaits: (inout State) -> Void) -> DispatchSemaphore? {
        state.withLock { state in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            nobodyWaits(&state)
            return nil
        }
    }
}
