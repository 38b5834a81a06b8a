internal import Storage

/// How long a job waits after a failed attempt.
///
/// Full jitter: anywhere between now and an exponentially growing bound, so that
/// jobs which failed together do not come back together. See Marc Brooker,
/// "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
public struct RetryPolicy: Hashable, Sendable {
    /// The bound after the first attempt; default is 2 seconds.
    public var base: Duration = .seconds(2)
    /// The bound never grows over this; default is 10 minutes.
    public var cap: Duration = .seconds(600)

    public init() {}

    /// The wait after attempt number `attempt`, from 1, at `jitter` in 0…1.
    public func delay(afterAttempt attempt: Int, jitter: Double) -> Duration {
        let doublings = min(max(attempt - 1, 0), 30)
        let bound = min(cap.seconds, base.seconds * Double(1 << doublings))
        return .seconds(bound * min(max(jitter, 0), 1))
    }
}
