/// Why the server itself refuses a request, or a handler does in plain terms of HTTP.
public struct HTTPError: Error, Sendable {
    public var status: HTTPStatus
    /// What is wrong and what to do, for the client. Holds no secrets.
    public var message: String
    /// Headers that belong to the refusal, such as `Allow`.
    public var headers: HTTPHeaders

    public init(_ status: HTTPStatus, _ message: String, headers: HTTPHeaders = [:]) {
        self.status = status
        self.message = message
        self.headers = headers
    }
}

extension HTTPError: CustomStringConvertible {
    public var description: String { "\(status.rawValue): \(message)" }
}
