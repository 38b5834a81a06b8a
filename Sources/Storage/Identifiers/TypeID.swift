/// A prefixed, sortable, random name, such as `doc_01h455vb4pex5vsknk084sn02q`.
///
/// The part after the prefix is a UUID of version 7 (RFC 9562) in 26 letters of
/// Crockford's base 32. Names made later sort later, by millisecond.
/// Format: the TypeID specification 0.3.0.
public struct TypeID: Hashable, Sendable {
    public let prefix: String
    public let suffix: String

    /// Makes a new name from the clock and the system's random numbers.
    public init(prefix: String, at now: Timestamp = .now()) {
        var generator = SystemRandomNumberGenerator()
        self.init(prefix: prefix, at: now, using: &generator)
    }

    /// Makes a new name from `now` and 74 bits of `generator`.
    public init(
        prefix: String, at now: Timestamp, using generator: inout some RandomNumberGenerator
    ) {
        let uuid = UUIDv7(at: now, using: &generator)
        self.init(prefix: prefix, high: uuid.high, low: uuid.low)
    }

    init(prefix: String, high: UInt64, low: UInt64) {
        self.prefix = prefix
        var letters = [UInt8](repeating: 0, count: Self.suffixLength)
        var (high, low) = (high, low)
        for index in letters.indices.reversed() {
            letters[index] = Self.alphabet[Int(low & 31)]
            low = low >> 5 | high << 59
            high >>= 5
        }
        suffix = String(decoding: letters, as: UTF8.self)
    }

    /// Reads a name with this prefix; `nil` for anything else.
    public init?(_ text: String, prefix: String) {
        guard Self.isName(text, prefix: prefix) else { return nil }
        self.prefix = prefix
        suffix = String(text.suffix(Self.suffixLength))
    }

    /// Whether a text is such a name with this prefix. Allocates nothing: every row's names
    /// are looked at.
    static func isName(_ text: String, prefix: String) -> Bool {
        var text = text
        let length = prefix.utf8.count
        return text.withUTF8 { bytes in
            bytes.count == length + 1 + suffixLength && bytes.starts(with: prefix.utf8)
                && bytes[length] == UInt8(ascii: "_") && bytes[length + 1] <= UInt8(ascii: "7")
                && bytes[(length + 1)...].allSatisfy { isLetter[Int($0)] }
        }
    }

    /// The whole name.
    public var text: String { "\(prefix)_\(suffix)" }

    static let suffixLength = 26
    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
    private static let isLetter = (0...UInt8.max).map(alphabet.contains)
}
