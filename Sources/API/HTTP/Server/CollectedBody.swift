/// A body that is kept in memory for its handler.
final class CollectedBody: @unchecked Sendable {
    // Sendable: only touched by the thread that has the exchange, as `Handoff` has it.
    private let limit: Int
    /// Whether the handler wants to see it.
    private let isKept: Bool
    private let handler: @Sendable (HTTPRequest) throws -> HTTPResponse
    private var bytes: [UInt8] = []
    private var count = 0

    /// What a request may have as a body where none is wanted.
    static let ignoredLimit = 65_536

    /// - Parameter limit: 0 where no body is wanted.
    init(limit: Int, handler: @escaping @Sendable (HTTPRequest) throws -> HTTPResponse) {
        isKept = limit > 0
        self.limit = limit > 0 ? limit : Self.ignoredLimit
        self.handler = handler
    }

    /// Throws `HTTPError` when the body is too large.
    func receive(_ more: UnsafeRawBufferPointer) throws {
        count += more.count
        guard count <= limit else { throw HTTPError.tooLarge(limit: limit) }
        if isKept { bytes.append(contentsOf: more) }
    }

    func answer(to request: HTTPRequest) throws -> HTTPResponse {
        var request = request
        request.body = bytes
        return try handler(request)
    }
}

extension HTTPError {
    static func tooLarge(limit: Int) -> HTTPError {
        HTTPError(.contentTooLarge, "The body may have at most \(limit) bytes.")
    }
}
