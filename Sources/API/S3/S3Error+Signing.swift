internal import Sharing
internal import Signing

extension S3Error {
    /// What S3 says to a request whose signature among its parameters is not let in.
    init(
        _ refusal: PresignedRefusal, of query: [SignableRequest.Field], in bucket: S3Bucket,
        now: Double
    ) {
        func value(_ name: String) -> String { query.first { $0.name == name }?.value ?? "" }
        switch refusal {
        case .missingParameters:
            self.init(
                parameters: "Query-string authentication version 4 requires the "
                    + PresignedQuery.names.dropLast().joined(separator: ", ")
                    + ", and X-Amz-Signature parameters.")
        case .unknownAlgorithm:
            self.init(parameters: "X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"")
        case .credential(let fault):
            self.init(
                parameters: "Error parsing the X-Amz-Credential parameter; "
                    + fault.text(in: bucket.region))
        case .malformedDate:
            self.init(
                parameters: "X-Amz-Date must be in the ISO8601 Long Format "
                    + "\"yyyyMMdd'T'HHmmss'Z'\"")
        case .otherDay(let day, let date):
            self.init(
                parameters: "Invalid credential date \"\(day)\". This date is not the same as "
                    + "X-Amz-Date: \"\(date)\".")
        case .expiresIsNoNumber: self.init(parameters: "X-Amz-Expires should be a number")
        case .expiresIsNegative: self.init(parameters: "X-Amz-Expires must be non-negative")
        case .expiresIsTooLong:
            self.init(
                parameters: "X-Amz-Expires must be less than a week (in seconds); "
                    + "that is, the given X-Amz-Expires must be less than 604800 seconds")
        case .notYetValid:
            let time = SigningTime(text: value("X-Amz-Date"))?.secondsSince1970 ?? 0
            self = .accessDenied(
                "Request is not yet valid",
                [
                    ("X-Amz-Date", String(time * 1_000)), ("Expires", Self.end(of: query)),
                    ("ServerTime", Self.text(Int(now))),
                ])
        case .expired:
            self = .accessDenied(
                "Request has expired",
                [
                    ("X-Amz-Expires", value("X-Amz-Expires")), ("Expires", Self.end(of: query)),
                    ("ServerTime", Self.text(Int(now))),
                ])
        case .unsignedHeaders(let names):
            self = .accessDenied(
                "There were headers present in the request which were not signed",
                [("HeadersNotSigned", names.joined(separator: ", "))])
        case .otherSignature(let stringToSign, let canonicalRequest):
            self = .otherSignature(
                key: String(value("X-Amz-Credential").prefix { $0 != "/" }),
                stringToSign: stringToSign, provided: value("X-Amz-Signature"),
                canonicalRequest: canonicalRequest)
        }
    }

    private init(parameters message: String) {
        self.init(.badRequest, "AuthorizationQueryParametersError", message)
    }

    /// When a signature ends, as S3 shows it.
    private static func end(of query: [SignableRequest.Field]) -> String {
        func value(_ name: String) -> String { query.first { $0.name == name }?.value ?? "" }
        let start = SigningTime(text: value("X-Amz-Date"))?.secondsSince1970 ?? 0
        return text(start + (Int(value("X-Amz-Expires")) ?? 0))
    }

    /// ISO 8601, such as `2013-05-24T00:00:00Z`.
    static func text(_ seconds: Int) -> String {
        let basic = Array(SigningTime(secondsSince1970: seconds).text)
        let (day, time) = (basic[..<8], basic[9...])
        return "\(String(day[..<4]))-\(String(day[4..<6]))-\(String(day[6...]))T"
            + "\(String(time[9..<11])):\(String(time[11..<13])):\(String(time[13...]))"
    }

    /// What S3 says to a form that its policy does not allow.
    init(_ refusal: PostPolicy.Refusal) {
        switch refusal {
        case .malformed(let what): self = .invalidPolicy(what)
        case .expired: self = .accessDenied("Invalid according to Policy: Policy expired.")
        case .failed(let condition):
            self = .accessDenied(
                "Invalid according to Policy: Policy Condition failed: \(condition.text)")
        case .extraFields(let names):
            self = .accessDenied(
                "Invalid according to Policy: Extra input fields: "
                    + names.joined(separator: ", "))
        }
    }
}

extension SigningCredential.Fault {
    fileprivate func text(in region: String) -> String {
        switch self {
        case .malformed:
            "the Credential is mal-formed; expecting "
                + "\"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\"."
        case .wrongDay(let day):
            "incorrect date format \"\(day)\". This date in the credential must be in the format "
                + "\"yyyyMMdd\"."
        case .wrongRegion(let given):
            "the region '\(given)' is wrong; expecting '\(region)'"
        case .wrongService(let given):
            "incorrect service \"\(given)\". This endpoint belongs to \"s3\"."
        case .wrongEnding(let given):
            "incorrect terminal \"\(given)\". This endpoint uses \"aws4_request\"."
        }
    }
}
