extension StorageError {
    /// Says what an answer of S3 means for who runs the program.
    init(_ refusal: S3Refusal, path: String) {
        let (code, message) = Self.meaning(of: refusal)
        self.init(code, message, path: path, cause: refusal)
    }

    /// Says why S3 cannot be reached.
    init(_ failure: HTTPError, path: String) {
        let message =
            switch failure.code {
            case .tls:
                "the S3 server's certificate is not trusted; install its authority's certificate "
                    + "or name it in the settings"
            case .body, .tooLong, .other: "a request to the S3 server failed; try again"
            default: "the S3 server cannot be reached; see whether it runs and try again"
            }
        let code: Code = failure.code == .body ? .inputOutput : .unavailable
        self.init(code, message, path: path, cause: failure)
    }

    private static func meaning(of refusal: S3Refusal) -> (Code, String) {
        if let message = remedies[refusal.code] { return (.unavailable, message) }
        switch refusal.status {
        case 401, 403:
            return (.unavailable, "S3 denies access; let the keys' user read and write the bucket")
        case 301, 307, 308:
            return (.unavailable, "the bucket is in another region; correct region=…")
        case 404:
            return (.unavailable, "the bucket or endpoint does not exist; correct the address")
        case 507:
            return (.noSpace, "the S3 server is full; free some space there, then try again")
        case 429, 500...:
            return (.unavailable, "the S3 server cannot serve now; try again later")
        default:
            return (.inputOutput, "the S3 server refused a request; look into its log")
        }
    }

    private static let remedies = [
        "NoSuchBucket": "the bucket does not exist; make it, or correct its name",
        "InvalidAccessKeyId": "S3 does not know the access key; correct AWS_ACCESS_KEY_ID",
        "SignatureDoesNotMatch":
            "the secret key is not that of the access key; correct AWS_SECRET_ACCESS_KEY",
        "InvalidToken": "the session token is not valid; correct AWS_SESSION_TOKEN",
        "ExpiredToken": "the temporary keys have expired; get new ones",
        "RequestTimeTooSkewed":
            "this machine's clock and the S3 server's differ too much; set the clock",
        "AccessDenied": "S3 denies access; let the keys' user read and write the bucket",
        "AuthorizationHeaderMalformed": "the region is not the bucket's; correct region=…",
        "PermanentRedirect": "the bucket is in another region; correct region=… or endpoint=…",
        "InvalidBucketName": "the bucket's name is not valid; correct it",
    ]
}
