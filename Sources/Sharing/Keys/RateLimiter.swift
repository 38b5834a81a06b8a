public import Storage
internal import Synchronization

/// How many requests a key may make in a minute.
public struct RateLimits: Hashable, Sendable {
    /// All requests; default is 1,000,000.
    public var requests = 1_000_000
    /// Those that make something; default is 100,000.
    public var creations = 100_000

    public init() {}
}

/// Counts each key's requests by the minute, in this process.
///
/// Safe from any thread.
public final class RateLimiter: Sendable {
    /// Where a key stands after a request.
    public struct Standing: Hashable, Sendable {
        /// Requests a minute.
        public let limit: Int
        /// How many are left in this minute.
        public let remaining: Int
        /// When the next minute begins, in seconds since 1970.
        public let resetSeconds: Int
        /// Whether this request was one too many.
        public let isExceeded: Bool
    }

    private struct Counts {
        var minute: Int64 = 0
        var requests: [APIKeyID: Int] = [:]
        var creations: [APIKeyID: Int] = [:]
    }

    private let limits: RateLimits
    private let counts = Mutex(Counts())

    public init(limits: RateLimits = RateLimits()) {
        self.limits = limits
    }

    /// Counts a request, and tells where the key stands by the limit that is nearer.
    public func count(_ key: APIKeyID, creates: Bool, at now: Timestamp = .now()) -> Standing {
        let minute = now.microseconds / 60_000_000
        let (requests, creations) = counts.withLock { counts in
            if counts.minute != minute { counts = Counts(minute: minute) }
            counts.requests[key, default: 0] += 1
            if creates { counts.creations[key, default: 0] += 1 }
            return (counts.requests[key] ?? 0, counts.creations[key] ?? 0)
        }
        let all = standing(requests, of: limits.requests, minute)
        guard creates else { return all }
        let made = standing(creations, of: limits.creations, minute)
        return all.isExceeded || all.remaining < made.remaining ? all : made
    }

    private func standing(_ count: Int, of limit: Int, _ minute: Int64) -> Standing {
        Standing(
            limit: limit, remaining: max(0, limit - count), resetSeconds: Int(minute + 1) * 60,
            isExceeded: count > limit)
    }
}
