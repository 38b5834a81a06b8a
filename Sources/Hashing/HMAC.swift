internal import CNettle

/// A running keyed digest, HMAC-SHA256 (RFC 2104, FIPS 198-1), computed by nettle.
///
/// A value type: one that has seen nothing but its key is that key made ready, and copies of it
/// save the work of setting it, which is half of that for a short message.
public struct HMAC: Sendable {
    private var context = hmac_sha256_ctx()

    /// Starts under a key of any length with no bytes seen.
    public init(key: [UInt8]) {
        nettle_hmac_sha256_set_key(&context, key.count, key)
    }

    /// Appends bytes.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        guard let base = bytes.baseAddress else { return }
        nettle_hmac_sha256_update(&context, bytes.count, base.assumingMemoryBound(to: UInt8.self))
    }

    /// Appends bytes.
    public mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { update($0) }
    }

    /// The code of all bytes seen so far; more may follow.
    public func finalize() -> Digest {
        var copy = context
        let bytes = [UInt8](unsafeUninitializedCapacity: Digest.byteCount) { buffer, count in
            nettle_hmac_sha256_digest(&copy, Digest.byteCount, buffer.baseAddress)
            count = Digest.byteCount
        }
        return Digest(bytes: bytes)
    }

    /// The code of `message` alone under `key`, of any length each.
    public static func sha256(_ message: [UInt8], key: [UInt8]) -> Digest {
        var code = HMAC(key: key)
        code.update(message)
        return code.finalize()
    }
}
