internal import Foundation

/// A UUID of version 7 (RFC 9562, 5.7): a millisecond clock and random bits.
public struct UUIDv7: Hashable, Sendable {
    /// The first and the last eight bytes, most significant first.
    let high: UInt64
    let low: UInt64

    /// Makes a new one from the clock and the system's random numbers.
    public init(at now: Timestamp = .now()) {
        var generator = SystemRandomNumberGenerator()
        self.init(at: now, using: &generator)
    }

    /// Makes a new one from `now` and 74 bits of `generator`.
    public init(at now: Timestamp, using generator: inout some RandomNumberGenerator) {
        let milliseconds = UInt64(max(0, now.microseconds / 1_000)) & 0xffff_ffff_ffff
        high = milliseconds << 16 | 0x7000 | generator.next() & 0x0fff
        low = 0x8000_0000_0000_0000 | generator.next() & 0x3fff_ffff_ffff_ffff
    }

    /// The usual 36 characters, in lower case.
    public var text: String {
        let digits = Self.hexadecimal(high) + Self.hexadecimal(low)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(index) { text.append("-") }
            text.append(digit)
        }
        return text
    }

    private static func hexadecimal(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
