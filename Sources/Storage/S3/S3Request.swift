internal import Signing

/// A request to S3 before it is signed.
struct S3Request: Sendable {
    /// The method in capitals.
    var method: String
    /// The object, empty for the bucket.
    var key = ""
    var query: [SignableRequest.Field] = []
    var headers: [SignableRequest.Field] = []
    var body = HTTPBody.none
    /// The digest of the body.
    var payload = PayloadHash.empty
}
