/// The SHA-256 of some bytes: the name under which they are stored.
///
/// Ordered bytewise, which is also the order of the hexadecimal text.
public struct Digest: Hashable, Sendable {
    /// The length of a digest in bytes.
    public static let byteCount = 32

    /// The 32 bytes of the digest, most significant first.
    public let bytes: [UInt8]

    /// Wraps 32 bytes that are known to be a digest.
    ///
    /// Traps when `bytes` has another length.
    public init(bytes: [UInt8]) {
        precondition(bytes.count == Self.byteCount, "a SHA-256 digest has 32 bytes")
        self.bytes = bytes
    }

    /// Reads 64 hexadecimal digits, as `sha256sum` prints them.
    ///
    /// Returns `nil` for any other text. Upper-case digits are accepted.
    public init?(hex: some StringProtocol) {
        guard let bytes = [UInt8](hex: hex), bytes.count == Self.byteCount else { return nil }
        self.bytes = bytes
    }

    /// The digest as 64 lower-case hexadecimal digits.
    public var hex: String { bytes.hex }
}

extension Digest: Comparable {
    public static func < (left: Digest, right: Digest) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}

extension Digest: CustomStringConvertible {
    public var description: String { hex }
}
