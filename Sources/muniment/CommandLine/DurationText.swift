/// Lengths of time as people write and read them.
enum DurationText {
    private static let secondsOfUnit: [(unit: String, seconds: Int64)] = [
        ("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1),
    ]

    /// Reads digits and a unit: none or `s` seconds, `m` minutes, `h` hours, `d` days.
    ///
    /// Returns `nil` for any other text, and for more seconds than fit into 64 bits.
    static func parse(_ text: String) -> Duration? {
        let unit = secondsOfUnit.first { text.hasSuffix($0.unit) }
        let digits = text.dropLast(unit?.unit.count ?? 0)
        guard digits.allSatisfy({ $0.isASCII && $0.isNumber }), let count = Int64(digits) else {
            return nil
        }
        let (seconds, overflow) = count.multipliedReportingOverflow(by: unit?.seconds ?? 1)
        return overflow ? nil : .seconds(seconds)
    }

    /// The form that `parse` reads, in the largest unit that divides it: `15m`.
    ///
    /// Drops fractions of a second.
    static func short(_ duration: Duration) -> String {
        let seconds = duration.components.seconds
        let fitting = secondsOfUnit.first { seconds != 0 && seconds.isMultiple(of: $0.seconds) }
        guard let fitting else { return "\(seconds)s" }
        return "\(seconds / fitting.seconds)\(fitting.unit)"
    }

    /// A clock's form, rounded up to the second: `0:24`, `1:02:03`.
    static func clock(_ duration: Duration) -> String {
        let parts = duration.components
        let total = parts.seconds + (parts.attoseconds > 0 ? 1 : 0)
        let seconds = padded(total % 60)
        guard total >= 3_600 else { return "\(total / 60):\(seconds)" }
        return "\(total / 3_600):\(padded(total / 60 % 60)):\(seconds)"
    }

    private static func padded(_ number: Int64) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
