/// Writes zlib streams (RFC 1950, RFC 1951), of gigabytes in kilobytes where wanted.
///
/// Only the fixed Huffman codes are used, and the checksum at the end is zero, which readers of PDF
/// do not look at.
struct Deflate {
    private var bytes: [UInt8] = [0x78, 0x9c]
    private var pending: UInt64 = 0
    private var pendingCount = 0

    private init() {
        // The only block, with fixed codes.
        write(0b011, 3)
    }

    /// `unit` again and again, `count` bytes in all or a little less.
    static func repeating(_ unit: [UInt8], count: Int) -> [UInt8] {
        precondition((1...32_768).contains(unit.count))
        var stream = Deflate()
        for byte in unit { stream.literal(byte) }
        for _ in 0..<max(0, count - unit.count) / 258 { stream.match(258, back: unit.count) }
        return stream.finish()
    }

    /// Compresses what repeats itself, and leaves the rest about as long as it is.
    static func compress(_ input: [UInt8]) -> [UInt8] {
        var stream = Deflate()
        var seen = [Int](repeating: -1, count: 1 << 15)
        var position = 0
        while position < input.count {
            let length = stream.longest(in: input, at: position, &seen)
            position += max(1, length)
        }
        return stream.finish()
    }

    /// Writes a match of at least four bytes and returns its length, or a literal and 0.
    private mutating func longest(in input: [UInt8], at position: Int, _ seen: inout [Int]) -> Int {
        guard position + 4 <= input.count else {
            literal(input[position])
            return 0
        }
        let key = (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(input[position + $1]) }
        let slot = Int((key &* 2_654_435_761) >> 17)
        let earlier = seen[slot]
        seen[slot] = position
        guard earlier >= 0, position - earlier <= 32_768 else {
            literal(input[position])
            return 0
        }
        var length = 0
        while length < 258, position + length < input.count,
            input[earlier + length] == input[position + length]
        {
            length += 1
        }
        guard length >= 4 else {
            literal(input[position])
            return 0
        }
        match(length, back: position - earlier)
        return length
    }

    // MARK: - Codes

    private static let lengthBases = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115,
        131, 163, 195, 227, 258,
    ]

    private static let distanceBases = [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1_025, 1_537,
        2_049, 3_073, 4_097, 6_145, 8_193, 12_289, 16_385, 24_577,
    ]

    private mutating func literal(_ byte: UInt8) { symbol(Int(byte)) }

    private mutating func match(_ length: Int, back distance: Int) {
        let place = (Self.lengthBases.lastIndex { $0 <= length }) ?? 0
        symbol(257 + place)
        let lengthBits = place < 8 || place == 28 ? 0 : place / 4 - 1
        write(UInt64(length - Self.lengthBases[place]), lengthBits)
        let far = (Self.distanceBases.lastIndex { $0 <= distance }) ?? 0
        code(far, 5)
        write(UInt64(distance - Self.distanceBases[far]), max(0, far / 2 - 1))
    }

    /// A literal or a length (RFC 1951, 3.2.6).
    private mutating func symbol(_ value: Int) {
        switch value {
        case ..<144: code(0x30 + value, 8)
        case ..<256: code(0x190 + value - 144, 9)
        case ..<280: code(value - 256, 7)
        default: code(0xc0 + value - 280, 8)
        }
    }

    /// Huffman codes begin with their highest bit, unlike everything else.
    private mutating func code(_ value: Int, _ count: Int) {
        for bit in (0..<count).reversed() { write(UInt64(value >> bit & 1), 1) }
    }

    private mutating func write(_ value: UInt64, _ count: Int) {
        pending |= value << UInt64(pendingCount)
        pendingCount += count
        while pendingCount >= 8 {
            bytes.append(UInt8(truncatingIfNeeded: pending))
            pending >>= 8
            pendingCount -= 8
        }
    }

    private mutating func finish() -> [UInt8] {
        symbol(256)
        write(0, 7)
        return bytes + [0, 0, 0, 0]
    }
}
