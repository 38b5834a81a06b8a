/// One method of one address, and what answers it.
public struct Route: Sendable {
    /// Where the handler runs.
    public enum Execution: Sendable {
        /// On the event thread, which serves other connections too: for reads of microseconds.
        case inline
        /// On a thread of its own meanwhile: for whatever waits for a disk, a lock or a network.
        case blocking
    }

    enum Handling: Sendable {
        /// The body is collected up to a limit, 0 where there is to be none.
        case answer(bodyLimit: Int, @Sendable (HTTPRequest) throws -> HTTPResponse)
        /// The body is streamed; `nil` is the server's own limit.
        case receive(bodyLimit: Int?, @Sendable (HTTPRequest) throws -> any BodyReceiver)
    }

    public let method: HTTPMethod
    /// The pattern, also the route's name in logs and metrics, such as `/v1/documents/{id}`.
    public let pattern: String
    public let execution: Execution
    let handling: Handling
    /// Whether the path is a secret, such as that of a signed link: the log then has the pattern
    /// in its place.
    public private(set) var isPathSecret = false

    /// The same route with a path that is kept out of the log.
    public func hidingPath() -> Route {
        var route = self
        route.isPathSecret = true
        return route
    }

    /// A route for requests without a body, which may have one of up to 64 KiB that is ignored.
    ///
    /// A `GET` route answers `HEAD` too.
    ///
    /// - Parameter pattern: Literal parts and `{names}` of whole parts, such as
    ///   `/v1/documents/{document_id}/versions`. A name with a star, `{path*}`, at the end takes
    ///   all parts that are left, at least one, joined by slashes.
    public static func plain(
        _ method: HTTPMethod, _ pattern: String, runs execution: Execution = .blocking,
        _ answer: @escaping @Sendable (HTTPRequest) throws -> HTTPResponse
    ) -> Route {
        Route(
            method: method, pattern: pattern, execution: execution,
            handling: .answer(bodyLimit: 0, answer))
    }

    /// A route whose handler finds the whole body, of at most `limit` bytes, in `request.body`.
    public static func collected(
        _ method: HTTPMethod, _ pattern: String, limit: Int = 1 << 20,
        runs execution: Execution = .blocking,
        _ answer: @escaping @Sendable (HTTPRequest) throws -> HTTPResponse
    ) -> Route {
        Route(
            method: method, pattern: pattern, execution: execution,
            handling: .answer(bodyLimit: limit, answer))
    }

    /// A route whose body is streamed into a receiver that `open` makes when the head is there.
    /// What `open` throws is answered before any of the body is taken.
    ///
    /// - Parameter limit: Of the body in bytes; `nil` is the server's `maxBodyBytes`.
    public static func streamed(
        _ method: HTTPMethod, _ pattern: String, limit: Int? = nil,
        runs execution: Execution = .blocking,
        _ open: @escaping @Sendable (HTTPRequest) throws -> any BodyReceiver
    ) -> Route {
        Route(
            method: method, pattern: pattern, execution: execution,
            handling: .receive(bodyLimit: limit, open))
    }

    /// A route that takes a form of several parts, whose files are streamed.
    public static func multipart(
        _ method: HTTPMethod, _ pattern: String, limits: FormLimits = FormLimits(),
        runs execution: Execution = .blocking,
        _ open: @escaping @Sendable (HTTPRequest) throws -> any FormReceiver
    ) -> Route {
        .streamed(method, pattern, limit: limits.maxBodyBytes, runs: execution) { request in
            try MultipartBody(of: request, limits: limits) { try open(request) }
        }
    }
}
