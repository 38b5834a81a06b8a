internal import Glibc

/// The moment of a signature, in whole seconds, UTC.
public struct SigningTime: Hashable, Sendable {
    /// As ISO 8601 basic: `20130524T000000Z`.
    public let text: String

    /// A moment of the years 1970 to 9999.
    public init(secondsSince1970 seconds: Int) {
        var seconds = seconds
        var parts = tm()
        gmtime_r(&seconds, &parts)
        func padded(_ value: CInt, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        let date = padded(parts.tm_year + 1_900, 4) + padded(parts.tm_mon + 1, 2)
        let time = padded(parts.tm_hour, 2) + padded(parts.tm_min, 2) + padded(parts.tm_sec, 2)
        text = "\(date)\(padded(parts.tm_mday, 2))T\(time)Z"
    }

    /// The present moment by the clock of this machine.
    public static func now() -> SigningTime {
        SigningTime(secondsSince1970: time(nil))
    }

    /// The day alone: `20130524`.
    public var day: String { String(text.prefix(8)) }
}
