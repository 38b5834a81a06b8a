internal import Synchronization

/// The server's clock as it is known here.
///
/// The server was asked between two moments of this machine; its answer is taken for the middle
/// of them, which is wrong by at most half of the round trip. From there this machine counts on by
/// a clock that nobody sets.
final class PostgreSQLClock: Sendable {
    private let best = Mutex<Measurement?>(nil)

    private struct Measurement {
        let server: Timestamp
        let middle: ContinuousClock.Instant
        let roundTrip: Duration
    }

    /// From when on a measurement is replaced by a worse one: two clocks drift apart by some
    /// 0.1 ms in a second at worst.
    private static let lifetime = Duration.seconds(300)

    /// The server's moment; this machine's before the first answer.
    func now() -> Timestamp {
        guard let known = best.withLock({ $0 }) else { return .now() }
        return known.server + (ContinuousClock.now - known.middle)
    }

    /// Notes what the server answered to a question that was asked at `start`.
    func note(_ server: Timestamp, askedAt start: ContinuousClock.Instant) {
        let roundTrip = ContinuousClock.now - start
        let new = Measurement(server: server, middle: start + roundTrip / 2, roundTrip: roundTrip)
        best.withLock { best in
            if let old = best, old.roundTrip < roundTrip, new.middle - old.middle < Self.lifetime {
                return
            }
            best = new
        }
    }

    /// The question: microseconds since 1970 as `now`.
    static let question =
        "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT) AS now"
}
