/// A 256-bit perceptual hash of a page's picture: pages that look alike are
/// few bits apart.
///
/// Bit `16 * v + u` is horizontal frequency `u + 1` and vertical frequency
/// `v + 1` of the page, counted from the most significant bit of the first byte.
/// Unrelated pages are about 128 bits apart, true copies mostly under 96. A page
/// of one flat colour has no bit set; see `PageInk` for pages that are nearly so.
public struct PageHash: Hashable, Sendable {
    /// The length of a hash in bytes.
    public static let byteCount = 32

    /// The length of a hash in bits, which is also the greatest distance.
    public static let bitCount = 256

    /// The bits as four words, the first bit being the most significant of the first.
    public let words: SIMD4<UInt64>

    /// Wraps four words that `words` of another hash gave.
    public init(words: SIMD4<UInt64>) {
        self.words = words
    }

    /// Reads what `bytes` gave.
    ///
    /// Returns `nil` unless there are exactly 32 bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        words = bytes.withUnsafeBytes { bytes in
            func word(_ index: Int) -> UInt64 {
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self))
            }
            return SIMD4(word(0), word(1), word(2), word(3))
        }
    }

    /// The 32 bytes of the hash, first bit first.
    public var bytes: [UInt8] {
        (0..<Self.byteCount).map { index in
            UInt8(truncatingIfNeeded: words[index / 8] >> UInt64(56 - index % 8 * 8))
        }
    }

    /// The hash as 64 lower-case hexadecimal digits.
    public var hex: String { bytes.hex }

    /// The number of bits in which two hashes differ, 0 to 256.
    public func distance(to other: PageHash) -> Int {
        let changed = words ^ other.words
        return changed[0].nonzeroBitCount + changed[1].nonzeroBitCount
            + changed[2].nonzeroBitCount + changed[3].nonzeroBitCount
    }
}

extension PageHash: CustomStringConvertible {
    public var description: String { hex }
}
