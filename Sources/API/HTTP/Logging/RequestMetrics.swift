internal import Storage
internal import Synchronization

/// Counts requests by method, route and kind of status, for `/metrics`.
public final class RequestMetrics: Sendable {
    /// What is counted apart. Routes are patterns, never paths, so there are few.
    public struct Series: Hashable, Sendable {
        public var method: String
        /// Empty for addresses that no route takes.
        public var route: String
        /// Such as `2xx`; `0xx` for clients that were gone before an answer.
        public var status: String

        public init(method: String, route: String, status: String) {
            self.method = method
            self.route = route
            self.status = status
        }
    }

    /// What was counted for one series.
    public struct Counts: Hashable, Sendable {
        /// The number of requests at most as long as each of `bounds`, not added up, and last the
        /// number of longer ones.
        public internal(set) var latencies = [Int](repeating: 0, count: bounds.count + 1)
        public internal(set) var seconds = 0.0
        public internal(set) var bytesIn = 0
        public internal(set) var bytesOut = 0

        public var requests: Int { latencies.reduce(0, +) }

        fileprivate mutating func add(_ entry: RequestLogEntry) {
            let duration = entry.duration.seconds
            latencies[bounds.firstIndex { duration <= $0 } ?? bounds.count] += 1
            seconds += duration
            bytesIn += entry.bytesIn
            bytesOut += entry.bytesOut
        }
    }

    /// The upper bounds of the histogram, in seconds.
    public static let bounds = [
        0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30,
    ]

    private let counts = Mutex<[Series: Counts]>([:])
    private let unsound = Mutex<[UnsoundBlob.Condition: Int]>([:])

    public init() {}

    /// What was counted so far.
    public var all: [Series: Counts] { counts.withLock { $0 } }

    /// Answers that were refused or cut for the sake of stored bytes.
    public func unsoundBlobs(_ condition: UnsoundBlob.Condition) -> Int {
        unsound.withLock { $0[condition, default: 0] }
    }

    func record(_ entry: RequestLogEntry) {
        let method = entry.route.isEmpty ? "" : entry.method
        let status = HTTPStatus(rawValue: entry.status).category
        let series = Series(method: method, route: entry.route, status: status)
        counts.withLock { $0[series, default: Counts()].add(entry) }
        guard let blob = entry.unsoundBlob else { return }
        unsound.withLock { $0[blob.condition, default: 0] += 1 }
    }
}
