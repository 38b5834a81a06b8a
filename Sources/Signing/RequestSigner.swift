/// Signs requests to one service in one region by AWS Signature Version 4. Pure: the time comes
/// from the caller, and nothing is sent.
public struct RequestSigner: Sendable {
    /// Whose signature it is.
    public let credentials: AWSCredentials
    /// The region: `us-east-1`.
    public let region: String
    /// The service's name in signatures.
    public let service: String
    /// How the service writes paths.
    public let path: CanonicalPath

    /// A signer for S3, or for what else is named.
    public init(
        credentials: AWSCredentials, region: String, service: String = "s3",
        path: CanonicalPath = .asSent
    ) {
        self.credentials = credentials
        self.region = region
        self.service = service
        self.path = path
    }

    /// The key of a time's day, which signs everything of that day.
    public func key(at time: SigningTime) -> SigningKey {
        SigningKey(
            secretAccessKey: credentials.secretAccessKey,
            scope: SigningScope(day: time.day, region: region, service: service))
    }

    /// The request with `x-amz-date`, the session token where there is one, and `authorization`.
    /// `key` is that of the time's day.
    public func signed(
        _ request: SignableRequest, at time: SigningTime, key: SigningKey
    ) -> SignableRequest {
        var signed = request
        signed.headers.append(("x-amz-date", time.text))
        if let token = credentials.sessionToken {
            signed.headers.append(("x-amz-security-token", token))
        }
        let signature = signature(of: signed, at: time, key: key)
        let credential = "\(credentials.accessKeyID)/\(key.scope.text)"
        signed.headers.append(
            (
                "authorization",
                "AWS4-HMAC-SHA256 Credential=\(credential), "
                    + "SignedHeaders=\(signed.signedHeaders), Signature=\(signature)"
            ))
        return signed
    }

    /// The request with a signature among its parameters, good for `expires` seconds (1 to
    /// 604,800) from `time`. Its URL is as secret as what it opens.
    public func presigned(
        _ request: SignableRequest, at time: SigningTime, expires: Int, key: SigningKey
    ) -> SignableRequest {
        var signed = request
        signed.query += [
            ("X-Amz-Algorithm", "AWS4-HMAC-SHA256"),
            ("X-Amz-Credential", "\(credentials.accessKeyID)/\(key.scope.text)"),
            ("X-Amz-Date", time.text),
            ("X-Amz-Expires", String(expires)),
            ("X-Amz-SignedHeaders", request.signedHeaders),
        ]
        if let token = credentials.sessionToken {
            signed.query.append(("X-Amz-Security-Token", token))
        }
        signed.query.append(("X-Amz-Signature", signature(of: signed, at: time, key: key)))
        return signed
    }

    private func signature(
        of request: SignableRequest, at time: SigningTime, key: SigningKey
    ) -> String {
        key.signature(of: request.stringToSign(at: time, scope: key.scope, path: path))
    }
}
