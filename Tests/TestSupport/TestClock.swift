public import Storage
internal import Synchronization

/// A clock that stands still until a test moves it.
public final class TestClock: Sendable {
    private let moment = Mutex(Timestamp(microseconds: 1_767_225_600_000_000))

    /// A clock at the beginning of 2026.
    public init() {}

    /// Where it stands.
    public var now: Timestamp { moment.withLock { $0 } }

    /// Moves it forward.
    public func advance(by duration: Duration) {
        moment.withLock { $0 = $0 + duration }
    }
}
