/// Reads what `ByteWriter` wrote, from a side that is not trusted.
///
/// Every count is checked against the bytes that are left before any memory is
/// taken for it. Text is valid UTF-8 without control characters except newline
/// and tab.
struct ByteReader {
    /// The bytes are not what they should be.
    struct Malformed: Error, Hashable {}

    private let bytes: ArraySlice<UInt8>
    private var position: Int

    init(_ bytes: [UInt8]) {
        self.bytes = bytes[...]
        position = 0
    }

    /// Whether everything was read.
    var isAtEnd: Bool { position == bytes.endIndex }

    /// How many bytes are left.
    var remaining: Int { bytes.endIndex - position }

    mutating func readByte() throws(Malformed) -> UInt8 {
        guard remaining >= 1 else { throw Malformed() }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func readFlag() throws(Malformed) -> Bool {
        switch try readByte() {
        case 0: false
        case 1: true
        default: throw Malformed()
        }
    }

    mutating func readCount() throws(Malformed) -> Int {
        var value = 0
        for shift in stride(from: 0, to: 35, by: 7) {
            let byte = try readByte()
            value |= Int(byte & 0x7f) << shift
            if byte & 0x80 == 0 { return value }
        }
        throw Malformed()
    }

    /// The count of elements of at least `minSize` bytes that follow.
    mutating func readCount(ofElementsOver minSize: Int) throws(Malformed) -> Int {
        let count = try readCount()
        guard count <= remaining / max(1, minSize) else { throw Malformed() }
        return count
    }

    mutating func readNumber() throws(Malformed) -> Double {
        var bits: UInt32 = 0
        for shift in stride(from: 0, to: 32, by: 8) { bits |= UInt32(try readByte()) << shift }
        let value = Float(bitPattern: bits)
        guard value.isFinite else { throw Malformed() }
        return Double(value)
    }

    mutating func readShare() throws(Malformed) -> Double {
        let low = UInt16(try readByte())
        let high = UInt16(try readByte())
        return Double(high << 8 | low) / 65_535
    }

    mutating func readBytes() throws(Malformed) -> [UInt8] {
        let count = try readCount()
        guard count <= remaining else { throw Malformed() }
        defer { position += count }
        return Array(bytes[position..<position + count])
    }

    mutating func readText() throws(Malformed) -> String {
        let count = try readCount()
        guard count <= remaining else { throw Malformed() }
        let slice = bytes[position..<position + count]
        position += count
        guard Self.isPrintable(slice), let text = String(validating: slice, as: UTF8.self)
        else { throw Malformed() }
        return text
    }

    mutating func readOptionalText() throws(Malformed) -> String? {
        try readFlag() ? try readText() : nil
    }

    /// Whether UTF-8 has no control characters (U+0000…1F, U+007F…9F) but newline
    /// and tab.
    static func isPrintable(_ utf8: some Sequence<UInt8>) -> Bool {
        var previous: UInt8 = 0
        return utf8.allSatisfy { byte in
            // U+0080…9F are C2 80…9F.
            defer { previous = byte }
            if previous == 0xc2 { return byte >= 0xa0 }
            return byte >= 0x20 && byte != 0x7f || byte == 0x0a || byte == 0x09
        }
    }
}
