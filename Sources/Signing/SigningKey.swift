internal import Hashing

/// What signs all requests of a scope. Derived by four HMACs, so that it is worth keeping for its
/// day; as secret as the key it comes from.
public struct SigningKey: Sendable {
    /// Where and when the key is good.
    public let scope: SigningScope
    private let bytes: [UInt8]

    /// Derives the key of a scope.
    public init(secretAccessKey: String, scope: SigningScope) {
        self.scope = scope
        let steps = [scope.day, scope.region, scope.service, "aws4_request"]
        bytes = steps.reduce(Array("AWS4\(secretAccessKey)".utf8)) { key, step in
            HMAC.sha256(Array(step.utf8), key: key).bytes
        }
    }

    /// The signature of a text in lower-case hexadecimal digits.
    public func signature(of text: String) -> String {
        HMAC.sha256(Array(text.utf8), key: bytes).hex
    }
}

extension SigningKey: CustomStringConvertible, CustomDebugStringConvertible {
    /// Never the key.
    public var description: String { "SigningKey(\(scope.text))" }
    public var debugDescription: String { description }
}
