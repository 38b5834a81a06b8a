/// How requests to an `S3Server` are to fail.
public struct S3Fault: Sendable {
    /// What happens to a request.
    public enum Kind: Sendable {
        /// It is refused with a status; with a number of seconds, under a `Retry-After`.
        case status(Int, retryAfter: Int? = nil)
        /// The connection ends before anything is done.
        case drop
        /// The connection ends when everything is done, before the answer.
        case dropAnswer
        /// The connection ends in the middle of the answer's body.
        case truncate
        /// One bit in the middle of the answer's body is another.
        case flip
    }

    private let kind: Kind
    private let method: String?
    private let uri: String
    private let skipped: Int
    private let count: Int

    /// - Parameters:
    ///   - method: The requests that it is meant for, such as `PUT`; nil is any.
    ///   - uri: What the path or the query, as they were sent, must contain.
    ///   - skipped: How many of those pass at first.
    ///   - count: How many of those fail then.
    public init(
        _ kind: Kind, method: String? = nil, uri: String = "", skipping skipped: Int = 0,
        count: Int = 1
    ) {
        self.kind = kind
        self.method = method
        self.uri = uri
        self.skipped = skipped
        self.count = count
    }

    /// The fault as the server wants it told.
    var order: [String: any Sendable] {
        var order: [String: any Sendable] = [
            "order": "fault", "uri": uri, "after": skipped, "count": count,
        ]
        order["method"] = method
        switch kind {
        case .status(let status, let seconds):
            order["kind"] = "status"
            order["status"] = status
            order["headers"] = seconds.map { ["Retry-After": "\($0)"] } ?? [:]
        case .drop: order["kind"] = "drop"
        case .dropAnswer: order["kind"] = "dropAnswer"
        case .truncate: order["kind"] = "truncate"
        case .flip: order["kind"] = "flip"
        }
        return order
    }
}
