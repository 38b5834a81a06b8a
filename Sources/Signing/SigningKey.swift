internal import Hashing

/// What signs all requests of a scope. Derived by four HMACs, so that it is worth keeping for its
/// day; as secret as the key it comes from.
public struct SigningKey: Sendable {
    /// Where and when the key is good.
    public let scope: SigningScope
    private let ready: HMAC

    /// Derives the key of a scope.
    public init(secretAccessKey: String, scope: SigningScope) {
        self.scope = scope
        let steps = [scope.day, scope.region, scope.service, "aws4_request"]
        let bytes = steps.reduce(Array("AWS4\(secretAccessKey)".utf8)) { key, step in
            HMAC.sha256(Array(step.utf8), key: key).bytes
        }
        ready = HMAC(key: bytes)
    }

    /// The signature of a text in lower-case hexadecimal digits.
    public func signature(of text: String) -> String {
        var code = ready
        code.update(Array(text.utf8))
        return code.finalize().hex
    }

    /// Whether this is the signature of a text. Takes the same time for any of its length.
    public func isSignature(_ signature: String, of text: String) -> Bool {
        let made = self.signature(of: text)
        guard signature.utf8.count == made.utf8.count else { return false }
        return zip(made.utf8, signature.utf8).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

extension SigningKey: CustomStringConvertible, CustomDebugStringConvertible {
    /// Never the key.
    public var description: String { "SigningKey(\(scope.text))" }
    public var debugDescription: String { description }
}
