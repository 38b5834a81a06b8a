internal import Hashing

/// What signs links of our own, by HMAC-SHA256, and tells whether it signed one.
///
/// Signed is `<method> <path>?expires=…&key=…&epoch=…&link=…`; the signature is sent behind it
/// as `&signature=` and 43 letters of base 64 (RFC 4648, 5).
public struct LinkKey: Sendable {
    /// Of letters, digits, `-` and `_`.
    public let id: String
    private let ready: HMAC

    /// Takes 32 random bytes as the secret.
    public init(id: String, secret: [UInt8]) {
        self.id = id
        ready = HMAC(key: secret)
    }

    /// The link as the target of a request: path, query and signature.
    public func link(to statement: LinkStatement) -> String {
        var target: [UInt8] = []
        target.reserveCapacity(256)
        target.append(contentsOf: statement.path.utf8)
        target.append(contentsOf: "?expires=".utf8)
        target.append(decimal: statement.expires)
        target.append(contentsOf: "&key=".utf8)
        target.append(contentsOf: id.utf8)
        target.append(contentsOf: "&epoch=".utf8)
        target.append(decimal: statement.epochs.document)
        target.append(UInt8(ascii: "."))
        target.append(decimal: statement.epochs.version)
        target.append(contentsOf: "&link=".utf8)
        target.append(contentsOf: statement.id.utf8)
        let signature = target.withUnsafeBytes { code(of: $0, statement.method) }
        target.append(contentsOf: "&signature=".utf8)
        target.append(contentsOf: signature)
        return String(decoding: target, as: UTF8.self)
    }

    /// Whether this key signed the link for this method. Takes the same time for any signature.
    public func signed(_ link: SignedLink, for method: LinkMethod) -> Bool {
        var target = link.target
        return target.withUTF8 { bytes in
            let given = bytes.suffix(LinkSignature.length)
            let signed = UnsafeBufferPointer(rebasing: bytes[..<link.end])
            let made = code(of: UnsafeRawBufferPointer(signed), method)
            return zip(made, given).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
        }
    }

    private func code(
        of target: UnsafeRawBufferPointer, _ method: LinkMethod
    ) -> LinkSignature {
        var code = ready
        code.update(method.signedPrefix)
        code.update(target)
        return LinkSignature(code.finalize())
    }
}

extension LinkKey: CustomStringConvertible, CustomDebugStringConvertible {
    /// Never the secret.
    public var description: String { "LinkKey(\(id))" }
    public var debugDescription: String { description }
}

extension LinkMethod {
    private static let getPrefix = Array("GET ".utf8)
    private static let putPrefix = Array("PUT ".utf8)
    private static let postPrefix = Array("POST ".utf8)

    /// The method and the space behind it.
    fileprivate var signedPrefix: [UInt8] {
        switch self {
        case .get: Self.getPrefix
        case .put: Self.putPrefix
        case .post: Self.postPrefix
        }
    }
}

extension [UInt8] {
    /// Appends the digits of a number that is not negative.
    fileprivate mutating func append(decimal value: Int) {
        let start = count
        var rest = value
        repeat {
            append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        self[start...].reverse()
    }
}
