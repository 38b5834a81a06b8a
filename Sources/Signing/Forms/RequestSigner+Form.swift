internal import Foundation

extension RequestSigner {
    /// The fields of a form that lets one file in under one key.
    ///
    /// - Parameters:
    ///   - bytes: How large the file may be.
    ///   - expiration: RFC 3339 in UTC, such as `2015-12-29T01:00:00Z`.
    ///   - key: That of the time's day.
    public func form(
        bucket: String, key: String, bytes: ClosedRange<Int>, expiration: String,
        at time: SigningTime, signing signingKey: SigningKey
    ) -> [SignableRequest.Field] {
        let fields: [SignableRequest.Field] = [
            ("x-amz-credential", "\(credentials.accessKeyID)/\(signingKey.scope.text)"),
            ("x-amz-algorithm", "AWS4-HMAC-SHA256"),
            ("x-amz-date", time.text),
        ]
        let token = credentials.sessionToken.map { [("x-amz-security-token", $0)] } ?? []
        let demands =
            [Self.condition("bucket", bucket), Self.condition("key", key)]
            + ["[\"content-length-range\",\(bytes.lowerBound),\(bytes.upperBound)]"]
            + (fields + token).map { Self.condition($0.name, $0.value) }
        let policy =
            "{\"expiration\":\(Self.quoted(expiration)),"
            + "\"conditions\":[\(demands.joined(separator: ","))]}"
        let encoded = Data(policy.utf8).base64EncodedString()
        return [("key", key)] + fields + token + [
            ("policy", encoded), ("x-amz-signature", signingKey.signature(of: encoded)),
        ]
    }

    private static func condition(_ name: String, _ value: String) -> String {
        "{\(quoted(name)):\(quoted(value))}"
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case "\0"..."\u{1f}":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
