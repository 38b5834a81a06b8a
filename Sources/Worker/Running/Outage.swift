internal import Synchronization

/// Something that cannot be reached for a while: told once, and tried again at
/// growing distances.
final class Outage: Sendable {
    private let state = Mutex(State())

    private struct State {
        var pause = Outage.firstPause
        var tries = 0
        var until = ContinuousClock.now
    }

    private static let firstPause: Duration = .milliseconds(100)
    private static let longestPause: Duration = .seconds(5)

    /// Another try failed. Returns whether it was the first of this outage.
    func noteFailure() -> Bool {
        state.withLock { state in
            defer { state.tries += 1 }
            // Several that fail together are one try.
            if state.until <= .now {
                state.until = .now + state.pause * Double.random(in: 0.5...1)
                state.pause = min(state.pause * 2, Self.longestPause)
            }
            return state.tries == 0
        }
    }

    /// It was reached, and the next failure is another outage.
    func noteSuccess() {
        state.withLock { state in
            if state.tries > 0 { state = State() }
        }
    }

    /// When it is worth another try; in the past where there is no outage.
    var nextTry: ContinuousClock.Instant { state.withLock { $0.until } }

    /// How many tries failed so far in this outage.
    var tries: Int { state.withLock { $0.tries } }
}
