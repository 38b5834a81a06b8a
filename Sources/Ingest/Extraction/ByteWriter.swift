/// Writes the compact binary form of pages: see `docs/page-layout.md`.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write(byte: UInt8) {
        bytes.append(byte)
    }

    /// The greatest count there is: five bytes of seven bits.
    static let maxCount = 1 << 35 - 1

    /// Little-endian base 128, seven bits a byte; what lies outside
    /// 0…`maxCount` is clipped.
    mutating func write(count: Int) {
        var rest = UInt64(min(max(0, count), Self.maxCount))
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// Four bytes, IEEE 754, little-endian; 0 for what is not finite.
    mutating func write(number: Double) {
        let single = Float(number)
        let bits = single.isFinite ? single.bitPattern : 0
        for shift in stride(from: 0, to: 32, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: bits >> shift))
        }
    }

    /// Two bytes: a share 0…1 in steps of 1/65535; what lies outside is clipped.
    mutating func write(share: Double) {
        let clipped = share.isFinite ? min(max(share, 0), 1) : 0
        let steps = UInt16((clipped * 65_535).rounded())
        bytes.append(UInt8(truncatingIfNeeded: steps))
        bytes.append(UInt8(truncatingIfNeeded: steps >> 8))
    }

    mutating func write(bytes more: [UInt8]) {
        write(count: more.count)
        bytes.append(contentsOf: more)
    }

    mutating func write(text: String) {
        write(count: text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    /// A byte that says whether a text follows.
    mutating func write(optional text: String?) {
        write(byte: text == nil ? 0 : 1)
        if let text { write(text: text) }
    }
}
