/// The signature among the parameters of a request, as AWS Signature Version 4 has it there.
///
/// Read and checked in the order of S3: what is missing, what is malformed, time, and last the
/// signature, for which the caller looks up the key.
public struct PresignedQuery: Sendable {
    /// The longest that a signature may be good, in seconds: a week.
    public static let maxExpires = 604_800

    public let credential: SigningCredential
    public let time: SigningTime
    /// How long it is good from `time` on, in seconds.
    public let expires: Int
    /// In small letters, as stated.
    public let signedHeaders: [String]
    /// As stated.
    public let signature: String
    /// All parameters but the signature.
    private let query: [SignableRequest.Field]

    /// The parameters that all have to be there.
    public static let names = [
        "X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-Expires",
        "X-Amz-SignedHeaders", "X-Amz-Signature",
    ]

    /// Whether parameters hold any part of a signature.
    public static func isPresent(in query: [SignableRequest.Field]) -> Bool {
        query.contains { names.contains($0.name) }
    }

    /// Reads the decoded parameters of a request to S3 in `region`.
    public init(_ query: [SignableRequest.Field], region: String) throws(PresignedRefusal) {
        var values: [String: String] = [:]
        for field in query where Self.names.contains(field.name) {
            guard values.updateValue(field.value, forKey: field.name) == nil else {
                throw .missingParameters
            }
        }
        guard let algorithm = values["X-Amz-Algorithm"], let date = values["X-Amz-Date"],
            let credential = values["X-Amz-Credential"], let expires = values["X-Amz-Expires"],
            let headers = values["X-Amz-SignedHeaders"], let signature = values["X-Amz-Signature"]
        else { throw .missingParameters }
        guard algorithm == "AWS4-HMAC-SHA256" else { throw .unknownAlgorithm }
        self.credential = try Self.credential(credential, region: region)
        guard let time = SigningTime(text: date) else { throw .malformedDate }
        guard time.day == self.credential.scope.day else {
            throw .otherDay(self.credential.scope.day, time.day)
        }
        self.time = time
        self.expires = try Self.expires(expires)
        signedHeaders = headers.split(separator: ";").map(String.init)
        self.signature = signature
        self.query = query.filter { $0.name != "X-Amz-Signature" }
    }

    private static func credential(
        _ text: String, region: String
    ) throws(PresignedRefusal) -> SigningCredential {
        do {
            return try SigningCredential(text, region: region)
        } catch {
            throw .credential(error)
        }
    }

    private static func expires(_ text: String) throws(PresignedRefusal) -> Int {
        guard let seconds = Int(text) else { throw .expiresIsNoNumber }
        guard seconds >= 0 else { throw .expiresIsNegative }
        guard (1...maxExpires).contains(seconds) else { throw .expiresIsTooLong }
        return seconds
    }

    /// Throws where the signature is not good yet, by more than `skew` seconds, or any more.
    public func requireTime(now: Int, skew: Int) throws(PresignedRefusal) {
        guard time.secondsSince1970 <= now + skew else { throw .notYetValid }
        guard now <= time.secondsSince1970 + expires else { throw .expired }
    }

    /// Throws where the signature is not that of this request.
    ///
    /// - Parameters:
    ///   - path: Decoded.
    ///   - headers: All that were sent.
    public func requireSignature(
        method: String, path: String, headers: [SignableRequest.Field], payload: PayloadHash,
        key: SigningKey
    ) throws(PresignedRefusal) {
        let signed = Set(signedHeaders)
        let names = Set(headers.map { $0.name.lowercased() })
        let unsigned = names.filter { $0.hasPrefix("x-amz-") && !signed.contains($0) }
        guard unsigned.isEmpty, signed.contains("host") else {
            throw .unsignedHeaders((signed.contains("host") ? [] : ["host"]) + unsigned.sorted())
        }
        let request = SignableRequest(
            method: method, path: path, query: query,
            headers: headers.filter { signed.contains($0.name.lowercased()) }, payload: payload)
        let text = request.stringToSign(at: time, scope: key.scope, path: .asSent)
        guard names.isSuperset(of: signed), key.isSignature(signature, of: text) else {
            throw .otherSignature(
                stringToSign: text, canonicalRequest: request.canonicalText(path: .asSent))
        }
    }
}
