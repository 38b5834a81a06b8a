internal import Storage
internal import Synchronization

/// Counts attempts at jobs by kind and outcome, for metrics.
///
/// Safe from any thread; begins at zero with the process and knows its own attempts alone.
public final class JobMetrics: Sendable {
    /// How an attempt ended.
    public enum Outcome: Hashable, Sendable {
        case completed
        /// It failed, whether the job is tried again or not.
        case failed(FailureClass)
        /// The worker was draining, or something that the job needs was away.
        case handedBack
        case cancelled
        /// The lease was lost, or the outcome could not be written: the job runs again.
        case lost

        /// One word, for labels.
        public var name: String {
            switch self {
            case .completed: "completed"
            case .failed(let failureClass): "failed_\(failureClass.rawValue)"
            case .handedBack: "handed_back"
            case .cancelled: "cancelled"
            case .lost: "lost"
            }
        }
    }

    /// What is counted apart.
    public struct Series: Hashable, Sendable {
        public let kind: String
        public let outcome: Outcome
    }

    /// What was counted for one series.
    public struct Counts: Hashable, Sendable {
        /// The number of attempts at most as long as each of `bounds`, not added up, and last
        /// the number of longer ones.
        public internal(set) var durations = [Int](repeating: 0, count: bounds.count + 1)
        public internal(set) var seconds = 0.0

        public var attempts: Int { durations.reduce(0, +) }
    }

    /// The upper bounds of the histogram, in seconds.
    public static let bounds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120]

    private let counts = Mutex<[Series: Counts]>([:])

    public init() {}

    /// What was counted so far.
    public var all: [Series: Counts] { counts.withLock { $0 } }

    func record(_ kind: String, _ outcome: Outcome, _ duration: Duration) {
        let seconds = duration.seconds
        let bucket = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
        counts.withLock {
            let series = Series(kind: kind, outcome: outcome)
            $0[series, default: Counts()].durations[bucket] += 1
            $0[series, default: Counts()].seconds += seconds
        }
    }
}
