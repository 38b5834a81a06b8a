/// An answer of S3 that is no success.
struct S3Refusal: Error, Equatable {
    /// The HTTP status.
    let status: Int
    /// S3's own word such as `NoSuchBucket`; empty where the answer had none, as those to `HEAD`.
    let code: String
    /// How long the server wants to be left alone.
    let retryAfter: Duration?

    /// Reads an answer; its message is left out, for it may quote the request. An error that came
    /// under the status of a success is one of the server.
    init(_ response: HTTPResponse) {
        let root =
            response.body.isEmpty ? nil : try? XMLNode.root(of: response.body, named: "Error")
        self.init(
            status: response.isSuccess ? 500 : response.status, code: root?.text("Code") ?? "",
            retryAfter: response.headers["retry-after"].flatMap { Int($0) }
                .map { .seconds(max(0, $0)) })
    }

    /// A refusal.
    init(status: Int, code: String, retryAfter: Duration? = nil) {
        self.status = status
        self.code = String(code.prefix(64).filter { $0.isASCII && ($0.isLetter || $0.isNumber) })
        self.retryAfter = retryAfter
    }

    /// Whether the same request may be taken a moment later.
    var isPassing: Bool {
        switch code {
        case "SlowDown", "RequestTimeout", "InternalError", "ConditionalRequestConflict",
            "OperationAborted":
            true
        default: [429, 500, 502, 503, 504].contains(status)
        }
    }

    /// Whether the condition of a conditional request does not hold.
    var isUnmetCondition: Bool { status == 412 }

    /// Whether the server does not know what a header of the request asks.
    var isNotImplemented: Bool { status == 501 || code == "NotImplemented" }

    /// Whether what the request names is not there.
    var isAbsence: Bool { status == 404 && code != "NoSuchBucket" }
}

extension S3Refusal: CustomStringConvertible {
    var description: String { "S3 answered \(status) \(code)" }
}
