internal import CNettle

/// A running SHA-256 (FIPS 180-4), computed by nettle.
///
/// Nettle picks the CPU's SHA instructions where there are any. A value type:
/// a copy continues on its own from the bytes seen so far.
public struct SHA256: Sendable {
    private var context = sha256_ctx()

    /// Starts with no bytes seen.
    public init() {
        nettle_sha256_init(&context)
    }

    /// Appends bytes.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        guard let base = bytes.baseAddress else { return }
        nettle_sha256_update(&context, bytes.count, base.assumingMemoryBound(to: UInt8.self))
    }

    /// Appends bytes.
    public mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { update($0) }
    }

    /// The digest of all bytes seen so far; more may follow.
    public func finalize() -> Digest {
        var copy = context
        var bytes = [UInt8](repeating: 0, count: Digest.byteCount)
        nettle_sha256_digest(&copy, bytes.count, &bytes)
        return Digest(bytes: bytes)
    }

    /// The digest of `bytes` alone.
    public static func digest(of bytes: [UInt8]) -> Digest {
        var hash = SHA256()
        hash.update(bytes)
        return hash.finalize()
    }
}
