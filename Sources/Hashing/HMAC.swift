internal import CNettle

/// A keyed digest, HMAC-SHA256 (RFC 2104, FIPS 198-1), computed by nettle.
public enum HMAC {
    /// The code of `message` under `key`, of any length each.
    public static func sha256(_ message: [UInt8], key: [UInt8]) -> Digest {
        var context = hmac_sha256_ctx()
        nettle_hmac_sha256_set_key(&context, key.count, key)
        nettle_hmac_sha256_update(&context, message.count, message)
        var bytes = [UInt8](repeating: 0, count: Digest.byteCount)
        nettle_hmac_sha256_digest(&context, bytes.count, &bytes)
        return Digest(bytes: bytes)
    }
}
