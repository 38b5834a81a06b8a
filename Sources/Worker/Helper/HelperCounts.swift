internal import Synchronization

/// Counts helper processes as they start and die, for metrics.
///
/// Safe from any thread; begins at zero with the process.
public final class HelperCounts: Sendable {
    /// What was counted so far.
    public struct Counts: Hashable, Sendable {
        public internal(set) var starts = 0
        /// Starts that the system refused.
        public internal(set) var failedStarts = 0
        /// Deaths before the work was done, by reason: killed by us or by the kernel.
        public internal(set) var deaths: [String: Int] = [:]
    }

    private let counts = Mutex(Counts())

    public init() {}

    public var all: Counts { counts.withLock { $0 } }

    func noteStart(succeeded: Bool) {
        counts.withLock { counts in
            if succeeded { counts.starts += 1 } else { counts.failedStarts += 1 }
        }
    }

    /// A helper was of no more use before its work was done.
    ///
    /// - Parameter reason: One of a few words, since each is counted apart.
    public func noteDeath(_ reason: StaticString) {
        counts.withLock { $0.deaths["\(reason)", default: 0] += 1 }
    }
}
