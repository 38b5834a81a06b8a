/// Why a server does not start.
public struct HTTPServerError: Error, Sendable {
    public enum Code: String, Sendable {
        /// The address cannot be listened on.
        case address
        /// The certificate or its key cannot be used.
        case certificate
        /// The library refuses to start.
        case library
    }

    public var code: Code
    /// What failed and what to do.
    public var message: String
    public var cause: (any Error)?

    init(_ code: Code, _ message: String, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }
}

extension HTTPServerError: CustomStringConvertible {
    public var description: String { cause.map { "\(message)\ncaused by: \($0)" } ?? message }
}
