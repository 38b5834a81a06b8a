public import Foundation

/// A moment in microseconds since 1970, UTC, as every row keeps it.
public struct Timestamp: Hashable, Comparable, Sendable {
    public var microseconds: Int64

    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    public init(_ date: Date) {
        microseconds = Int64((date.timeIntervalSince1970 * 1_000_000).rounded())
    }

    /// This machine's clock.
    public static func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
    }

    public var date: Date {
        Date(timeIntervalSince1970: Double(microseconds) / 1_000_000)
    }

    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.microseconds < right.microseconds
    }

    public static func + (moment: Timestamp, duration: Duration) -> Timestamp {
        Timestamp(microseconds: moment.microseconds + duration.microseconds)
    }

    public static func - (moment: Timestamp, duration: Duration) -> Timestamp {
        Timestamp(microseconds: moment.microseconds - duration.microseconds)
    }

    /// The time from `earlier` to `later`.
    public static func - (later: Timestamp, earlier: Timestamp) -> Duration {
        .microseconds(later.microseconds - earlier.microseconds)
    }
}

extension Timestamp: SQLBindable {
    public var sqlValue: SQLValue { .integer(microseconds) }
}

extension Timestamp {
    /// RFC 3339 in UTC with microseconds, such as `2026-01-31T08:00:00.000000Z`.
    public var rfc3339: String {
        var seconds = time_t(microseconds / 1_000_000)
        var fraction = microseconds % 1_000_000
        if fraction < 0 {
            fraction += 1_000_000
            seconds -= 1
        }
        var parts = tm()
        gmtime_r(&seconds, &parts)
        func padded(_ value: some BinaryInteger, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        let day = [
            padded(parts.tm_year + 1900, 4), padded(parts.tm_mon + 1, 2), padded(parts.tm_mday, 2),
        ].joined(separator: "-")
        let time = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { padded($0, 2) }
            .joined(separator: ":")
        return "\(day)T\(time).\(padded(fraction, 6))Z"
    }
}

extension Row {
    /// A moment that may not be NULL.
    public func timestamp(_ column: String) throws -> Timestamp {
        Timestamp(microseconds: try integer(column))
    }

    /// A moment, or `nil` for NULL.
    public func optionalTimestamp(_ column: String) throws -> Timestamp? {
        try optionalInteger(column).map(Timestamp.init(microseconds:))
    }
}

extension Duration {
    /// The whole microseconds of the duration.
    public var microseconds: Int64 {
        components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
    }

    /// The duration in seconds.
    public var seconds: Double { Double(microseconds) / 1_000_000 }
}
