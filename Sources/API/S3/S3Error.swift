/// A refusal in the words of Amazon S3, whose clients match on the code.
struct S3Error: Error, Sendable {
    let status: HTTPStatus
    let code: String
    let message: String
    /// Further elements of the answer, in order.
    var details: [(name: String, value: String)] = []

    init(
        _ status: HTTPStatus, _ code: String, _ message: String,
        _ details: [(name: String, value: String)] = []
    ) {
        self.status = status
        self.code = code
        self.message = message
        self.details = details
    }
}

extension S3Error {
    static func accessDenied(
        _ message: String = "Access Denied", _ details: [(name: String, value: String)] = []
    ) -> S3Error {
        S3Error(.forbidden, "AccessDenied", message, details)
    }

    static func invalidArgument(_ message: String, _ name: String, _ value: String) -> S3Error {
        S3Error(
            .badRequest, "InvalidArgument", message,
            [("ArgumentName", name), ("ArgumentValue", value)])
    }

    static func malformedForm() -> S3Error {
        S3Error(
            .badRequest, "MalformedPOSTRequest",
            "The body of your POST request is not well-formed multipart/form-data.")
    }

    static func invalidPolicy(_ what: String) -> S3Error {
        S3Error(.badRequest, "InvalidPolicyDocument", "Invalid Policy: \(what)")
    }

    static func noSuchBucket(_ name: String) -> S3Error {
        S3Error(
            .notFound, "NoSuchBucket", "The specified bucket does not exist",
            [("BucketName", name)])
    }

    static func noSuchKey(_ key: String) -> S3Error {
        S3Error(.notFound, "NoSuchKey", "The specified key does not exist.", [("Key", key)])
    }

    static func unknownKey(_ id: String) -> S3Error {
        S3Error(
            .forbidden, "InvalidAccessKeyId",
            "The AWS Access Key Id you provided does not exist in our records.",
            [("AWSAccessKeyId", id)])
    }

    /// Keys of this server have no session.
    static func foreignToken() -> S3Error {
        S3Error(
            .badRequest, "InvalidToken", "The provided token is malformed or otherwise invalid.")
    }

    static func otherSignature(
        key: String, stringToSign: String, provided: String, canonicalRequest: String? = nil
    ) -> S3Error {
        var error = S3Error(
            .forbidden, "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided. "
                + "Check your key and signing method.",
            [
                ("AWSAccessKeyId", key), ("StringToSign", stringToSign),
                ("SignatureProvided", provided), ("StringToSignBytes", stringToSign.spacedHex),
            ])
        if let canonicalRequest {
            error.details.append(("CanonicalRequest", canonicalRequest))
            error.details.append(("CanonicalRequestBytes", canonicalRequest.spacedHex))
        }
        return error
    }

    static func tooLarge(_ proposed: Int, most: Int) -> S3Error {
        S3Error(
            .badRequest, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size",
            [("ProposedSize", String(proposed)), ("MaxSizeAllowed", String(most))])
    }

    static func tooSmall(_ proposed: Int, least: Int) -> S3Error {
        S3Error(
            .badRequest, "EntityTooSmall",
            "Your proposed upload is smaller than the minimum allowed size",
            [("ProposedSize", String(proposed)), ("MinSizeAllowed", String(least))])
    }
}

extension String {
    /// The bytes as S3 shows them, two digits each with spaces between.
    fileprivate var spacedHex: String {
        utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
    }
}
