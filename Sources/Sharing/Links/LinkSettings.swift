/// How long links are good, and how exactly that is kept.
public struct LinkSettings: Hashable, Sendable {
    /// Where whoever asks for a link names no time: 15 minutes.
    public var defaultLifetime: Duration = .seconds(900)
    /// A week, the most that S3 allows. Raising it makes older keys retire later.
    public var longestLifetime: Duration = .seconds(604_800)
    /// How much longer than it says a link is accepted: for clocks of machines that differ.
    public var clockSkew: Duration = .seconds(5)
    /// How long what was looked up counts: after this time at most a revoked link is refused
    /// by every process.
    public var staleness: Duration = .milliseconds(400)
    /// Within which time several ranges by one link and client are one download: 15 minutes.
    public var useWindow: Duration = .seconds(900)
    /// How much the clock of a client of S3 may be ahead: 15 minutes, as at AWS.
    public var s3ClockSkew: Duration = .seconds(900)

    public init() {}

    /// The time that a link gets; throws `OperationError` where it is out of bounds.
    func lifetime(_ asked: Duration?) throws(OperationError) -> Duration {
        let lifetime = asked ?? defaultLifetime
        guard lifetime >= .seconds(1), lifetime <= longestLifetime else {
            throw .invalid(
                "expires_in",
                "A link is good for 1 to \(longestLifetime.components.seconds) seconds.")
        }
        return lifetime
    }
}
