internal import Glibc

/// The date form of HTTP headers, such as `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, section
/// 5.6.7). The obsolete forms are not read: no server of S3 writes them.
enum HTTPDate {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The moment, `nil` for any other text. The day of the week is passed over.
    static func parse(_ text: String) -> Timestamp? {
        let words = text.split(separator: " ")
        guard words.count == 6, words[0].hasSuffix(","), words[5] == "GMT",
            let day = number(words[1], 1...31), let month = months.firstIndex(of: String(words[2])),
            let year = number(words[3], 1_970...9_999), let clock = clock(words[4])
        else { return nil }
        var parts = tm()
        parts.tm_year = CInt(year - 1_900)
        parts.tm_mon = CInt(month)
        parts.tm_mday = CInt(day)
        (parts.tm_hour, parts.tm_min, parts.tm_sec) = clock
        return Timestamp(microseconds: Int64(timegm(&parts)) * 1_000_000)
    }

    private static func clock(_ text: Substring) -> (CInt, CInt, CInt)? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, let hour = number(parts[0], 0...23),
            let minute = number(parts[1], 0...59), let second = number(parts[2], 0...60)
        else { return nil }
        return (CInt(hour), CInt(minute), CInt(second))
    }

    private static func number(_ text: Substring, _ range: ClosedRange<Int>) -> Int? {
        guard text.utf8.allSatisfy({ (48...57).contains($0) }), let value = Int(text) else {
            return nil
        }
        return range.contains(value) ? value : nil
    }
}
