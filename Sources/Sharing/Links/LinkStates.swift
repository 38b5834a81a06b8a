internal import Ingest
internal import Storage
internal import Synchronization

/// What links open, remembered for a moment. Safe from any thread.
///
/// What is remembered lets somebody in only; before anybody is refused, it is looked up.
final class LinkStates: Sendable {
    private let database: any Database
    private let staleness: Duration
    private let known = Mutex<[LinkID: Known]>([:])

    /// When so many are remembered, all are forgotten.
    private static let maxKnown = 10_000

    private struct Known {
        let state: LinkState
        let lookedUpAt: ContinuousClock.Instant
    }

    init(database: any Database, staleness: Duration) {
        self.database = database
        self.staleness = staleness
    }

    /// The state of a link that is not too old; `nil` where none is known.
    func remembered(_ link: LinkID) -> LinkState? {
        guard let found = known.withLock({ $0[link] }),
            ContinuousClock.now - found.lookedUpAt < staleness
        else { return nil }
        return found.state
    }

    /// The state of a link as it is now; `nil` where what it opens is not there.
    func lookUp(_ target: LinkTarget, link: LinkID) throws -> LinkState? {
        let now = ContinuousClock.now
        let state = try database.read { db in try LinkState.find(target, link: link, on: db) }
        known.withLock { known in
            if known.count >= Self.maxKnown { known = [:] }
            known[link] = state.map { Known(state: $0, lookedUpAt: now) }
        }
        return state
    }

    /// Looks everything up again: this process revoked something.
    func forget() {
        known.withLock { $0 = [:] }
    }
}
