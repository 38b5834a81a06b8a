/// Problems as RFC 7807 has them.
struct V1Errors: ErrorRenderer {
    func render(_ error: any Error, for request: HTTPRequest) -> HTTPResponse? {
        guard let refusal = Refusal(error, of: request) else { return nil }
        let status = Self.status(of: refusal)
        var response = HTTPResponse.object(status, mediaType: "application/problem+json") { json in
            json.member("type", "about:blank")
            json.member("title", Self.title(of: status))
            json.member("status", status.rawValue)
            json.member("detail", refusal.message)
        }
        for field in refusal.headers.fields { response.headers.add(field.name, field.value) }
        return response
    }

    /// What the state of things does not allow is a conflict here.
    private static func status(of refusal: Refusal) -> HTTPStatus {
        refusal.code == "failed_precondition" ? .conflict : refusal.status
    }

    private static func title(of status: HTTPStatus) -> String {
        titles[status] ?? (status.rawValue < 500 ? "Bad Request" : "Internal Server Error")
    }

    private static let titles: [HTTPStatus: String] = [
        .unauthorized: "Unauthorized", .forbidden: "Forbidden", .notFound: "Not Found",
        .methodNotAllowed: "Method Not Allowed", .requestTimeout: "Request Timeout",
        .conflict: "Conflict", .contentTooLarge: "Content Too Large",
        .unsupportedMediaType: "Unsupported Media Type",
        .unprocessableContent: "Unprocessable Content", .tooManyRequests: "Too Many Requests",
        .notImplemented: "Not Implemented", .serviceUnavailable: "Service Unavailable",
    ]
}
