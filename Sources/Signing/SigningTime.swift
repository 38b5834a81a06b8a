internal import Glibc

/// The moment of a signature, in whole seconds, UTC.
public struct SigningTime: Hashable, Sendable {
    /// As ISO 8601 basic: `20130524T000000Z`.
    public let text: String
    public let secondsSince1970: Int

    /// A moment of the years 1970 to 9999.
    public init(secondsSince1970 seconds: Int) {
        secondsSince1970 = seconds
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

    /// Reads what `text` is; `nil` for any other spelling, and for dates that no calendar has.
    public init?(text: String) {
        let digits = text.utf8.filter { (48...57).contains($0) }.map { CInt($0) - 48 }
        guard digits.count == 14, text.utf8.count == 16 else { return nil }
        func number(_ range: Range<Int>) -> CInt { digits[range].reduce(0) { $0 * 10 + $1 } }
        var parts = tm()
        parts.tm_year = number(0..<4) - 1_900
        parts.tm_mon = number(4..<6) - 1
        parts.tm_mday = number(6..<8)
        parts.tm_hour = number(8..<10)
        parts.tm_min = number(10..<12)
        parts.tm_sec = number(12..<14)
        self.init(secondsSince1970: timegm(&parts))
        guard secondsSince1970 >= 0, self.text == text else { return nil }
    }

    /// The present moment by the clock of this machine.
    public static func now() -> SigningTime {
        SigningTime(secondsSince1970: time(nil))
    }

    /// The day alone: `20130524`.
    public var day: String { String(text.prefix(8)) }
}
