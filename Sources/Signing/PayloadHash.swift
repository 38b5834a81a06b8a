public import Hashing

/// What a signature says about the body of its request.
public enum PayloadHash: Hashable, Sendable {
    /// The body has this digest.
    case sha256(Digest)
    /// The body may be anything.
    case unsigned

    /// No body.
    public static let empty = PayloadHash.sha256(SHA256.digest(of: []))

    /// As it stands in `x-amz-content-sha256` and at the end of the canonical request.
    public var text: String {
        switch self {
        case .sha256(let digest): digest.hex
        case .unsigned: "UNSIGNED-PAYLOAD"
        }
    }
}
