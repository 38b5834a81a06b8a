/// An answer.
///
/// The server adds `X-Request-Id`, `Date`, `Content-Length` or chunks, and what its settings say
/// about other origins. The body of an answer to `HEAD` is not sent, its length is.
public struct HTTPResponse: Sendable {
    public var status: HTTPStatus
    public var headers: HTTPHeaders
    public var body: ResponseBody

    public init(_ status: HTTPStatus, headers: HTTPHeaders = [:], body: ResponseBody = .empty) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// An answer of bytes that are JSON already.
    public static func json(
        _ bytes: [UInt8], status: HTTPStatus = .ok, mediaType: String = "application/json"
    ) -> HTTPResponse {
        HTTPResponse(status, headers: ["Content-Type": mediaType], body: .bytes(bytes))
    }

    /// An answer of text in UTF-8.
    public static func text(
        _ text: String, status: HTTPStatus = .ok,
        mediaType: String = "text/plain; charset=utf-8"
    ) -> HTTPResponse {
        HTTPResponse(status, headers: ["Content-Type": mediaType], body: .bytes(Array(text.utf8)))
    }
}
