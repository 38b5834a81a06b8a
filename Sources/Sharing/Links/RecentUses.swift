internal import Synchronization

/// Who used which link a short while ago, in this process. Safe from any thread.
final class RecentUses: Sendable {
    private struct Use: Hashable {
        let link: LinkID
        let client: String
    }

    private let window: Duration
    private let known = Mutex<[Use: ContinuousClock.Instant]>([:])

    /// When so many are remembered, all are forgotten: some are then written once more.
    private static let maxKnown = 10_000

    init(window: Duration) {
        self.window = window
    }

    /// Remembers a use; returns whether there was one by the same client within the window.
    func note(_ link: LinkID, _ client: String) -> Bool {
        let now = ContinuousClock.now
        return known.withLock { known in
            if known.count >= Self.maxKnown { known = [:] }
            let before = known.updateValue(now, forKey: Use(link: link, client: client))
            return before.map { now - $0 < window } ?? false
        }
    }
}
