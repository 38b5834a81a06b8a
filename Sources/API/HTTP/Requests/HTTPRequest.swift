/// A request whose head is complete and well formed.
///
/// A value that may be kept and taken to any thread; its head is shared by all copies.
public struct HTTPRequest: Sendable {
    let head: RequestHead
    /// The path, decoded.
    public let path: RequestPath
    /// What the braces of the route's pattern stand for.
    public internal(set) var parameters = RouteParameters()
    /// All bytes of the body for a `.collected` route, otherwise empty.
    public internal(set) var body: [UInt8] = []

    init(head: RequestHead, path: RequestPath) {
        self.head = head
        self.path = path
    }

    /// The name of this request, such as `req_01h455vb4pex5vsknk084sn02q`, which every answer
    /// carries as `X-Request-Id`.
    public var id: String { head.id }

    public var method: HTTPMethod { head.method }

    /// The target as it was sent: the raw path, and the raw query after a question mark.
    public var target: String { head.target }

    /// The path as it was sent, for signatures.
    public var rawPath: Substring { head.rawPath }

    /// The query as it was sent, without the question mark; `nil` when there is no question mark.
    public var rawQuery: Substring? { head.rawQuery }

    /// The items of the query in the order they were sent, read anew at each call.
    ///
    /// Throws `HTTPError` with `.badRequest` for a broken `%XX`, for NUL and for bytes that are
    /// not UTF-8.
    public func query() throws -> [QueryItem] {
        try rawQuery.map { try QueryItem.all(in: $0) } ?? []
    }

    /// The value of a header, by its name in any case; values of a repeated one are joined with
    /// a comma, as RFC 9110, 5.3, has it.
    public func header(_ name: String) -> String? { head.header(name) }

    /// The values of all headers of that name, in order.
    public func headers(_ name: String) -> [String] { head.headers(name) }

    /// All headers as they were sent, in order, with names as they were spelled.
    public var allHeaders: [(name: String, value: String)] { head.allHeaders }

    /// The length that was announced for the body: 0 when there is none, `nil` for chunks.
    public var contentLength: Int? { head.framing.contentLength }

    /// Who asks, and under which address the server is seen, with trusted proxies looked through.
    public var origin: RequestOrigin { head.origin }

    /// Where handlers note what the log is to say about this request.
    public var trace: RequestTrace { head.trace }
}
