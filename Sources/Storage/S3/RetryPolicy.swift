/// When something that failed for the moment is tried again: full-jitter exponential backoff.
public struct RetryPolicy: Hashable, Sendable {
    /// How often it is tried in all.
    public var maxAttempts = 6
    /// The longest pause after the first attempt; it doubles with each.
    public var base: Duration = .milliseconds(100)
    /// The longest pause of all, also where the server asks for a longer one.
    public var cap: Duration = .seconds(5)

    /// The defaults.
    public init() {}

    /// The pause after attempt number `attempt`, counted from 1, for a random `fraction` of 0 to 1.
    ///
    /// What the server asks for in `retryAfter` is kept to, up to `cap`.
    func pause(afterAttempt attempt: Int, fraction: Double, retryAfter: Duration?) -> Duration {
        if let retryAfter { return min(retryAfter, cap) }
        return min(cap, base * (1 << min(attempt - 1, 20))) * fraction
    }

    /// The pause with a fraction at random.
    func pause(afterAttempt attempt: Int, retryAfter: Duration? = nil) -> Duration {
        pause(
            afterAttempt: attempt, fraction: .random(in: 0...1), retryAfter: retryAfter)
    }
}
