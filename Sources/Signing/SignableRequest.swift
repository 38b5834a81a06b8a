internal import Hashing

/// The parts of a request that a signature covers.
public struct SignableRequest: Sendable {
    /// A name and its value; names may repeat.
    public typealias Field = (name: String, value: String)

    /// The method in capitals.
    public var method: String
    /// The path, not encoded, beginning with a slash.
    public var path: String
    /// The parameters, not encoded, in any order.
    public var query: [Field]
    /// The headers that are signed, `host` among them; names in any case.
    public var headers: [Field]
    /// What is known of the body.
    public var payload: PayloadHash

    /// A request.
    public init(
        method: String, path: String, query: [Field] = [], headers: [Field],
        payload: PayloadHash = .empty
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.payload = payload
    }

    /// The query string as it is signed, which may also be sent: encoded, ascending by name and
    /// value, without `?`.
    public var canonicalQuery: String {
        query.map { ($0.name.percentEncoded(), $0.value.percentEncoded()) }
            .sorted { $0 < $1 }
            .map { "\($0.0)=\($0.1)" }.joined(separator: "&")
    }

    /// The names of the headers, lower case, ascending, between semicolons.
    public var signedHeaders: String {
        canonicalHeaders.map(\.name).joined(separator: ";")
    }

    /// The text whose digest is signed.
    public func canonicalText(path canonicalPath: CanonicalPath) -> String {
        let lines = canonicalHeaders.map { "\($0.name):\($0.value)\n" }.joined()
        return [
            method, canonicalPath.text(of: path), canonicalQuery, lines, signedHeaders,
            payload.text,
        ].joined(separator: "\n")
    }

    /// What the signing key signs.
    public func stringToSign(
        at time: SigningTime, scope: SigningScope, path: CanonicalPath
    ) -> String {
        let digest = SHA256.digest(of: Array(canonicalText(path: path).utf8))
        return "AWS4-HMAC-SHA256\n\(time.text)\n\(scope.text)\n\(digest.hex)"
    }

    /// Equal names become one header with their values in order.
    private var canonicalHeaders: [Field] {
        var values: [String: [String]] = [:]
        for header in headers {
            values[header.name.lowercased(), default: []].append(Self.trimmed(header.value))
        }
        return values.map { ($0.key, $0.value.joined(separator: ",")) }
            .sorted { $0.name < $1.name }
    }

    /// Without spaces at the ends, and with single ones between words.
    private static func trimmed(_ value: String) -> String {
        value.split { $0 == " " || $0 == "\t" }.joined(separator: " ")
    }
}
