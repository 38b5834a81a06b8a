internal import Sharing
internal import Storage

/// An error in the terms that both dialects share, before either puts it into its words.
struct Refusal {
    var status: HTTPStatus
    /// As A.7 of the Factify API lists them.
    var code: String
    var reason: String
    /// What is wrong and what to do.
    var message: String
    var parameter: String?
    var headers: HTTPHeaders = [:]

    /// Notes the error for the log; `nil` for one that nobody expected.
    init?(_ error: any Error, of request: HTTPRequest) {
        switch error {
        case let error as OperationError: self.init(error)
        case let error as HTTPError: self.init(error)
        case let error as StorageError where [.unavailable, .busy, .noSpace].contains(error.code):
            request.trace.note(failure: error.description)
            self = .unavailable
        case let error as RatedError:
            self = Refusal(error.cause, of: request) ?? .unexpected(error.cause, in: request)
            error.standing.mark(&headers)
        default: return nil
        }
        request.trace.note(errorCode: reason)
    }

    private static func unexpected(_ error: any Error, in request: HTTPRequest) -> Refusal {
        request.trace.note(failure: String(describing: error))
        return Refusal(
            .internalServerError, "internal", "internal_error",
            "Something went wrong here. The log of the server says what, under \(request.id).")
    }

    private init(
        _ status: HTTPStatus, _ code: String, _ reason: String, _ message: String
    ) {
        self.status = status
        self.code = code
        self.reason = reason
        self.message = message
    }

    private static let unavailable = Refusal(
        .serviceUnavailable, "unavailable", "service_unavailable",
        "The store cannot be reached or is full at this moment. Try again later.")

    private init(_ error: OperationError) {
        status =
            switch error.code {
            case .invalidArgument, .failedPrecondition: .badRequest
            case .unauthenticated: .unauthorized
            case .permissionDenied: .forbidden
            case .notFound: .notFound
            case .alreadyExists: .conflict
            case .resourceExhausted: .tooManyRequests
            }
        code = error.code.rawValue
        reason = error.reason.rawValue
        message = error.message
        parameter = error.parameter
        // RFC 9110, 15.5.2.
        if status == .unauthorized { headers["WWW-Authenticate"] = "Bearer" }
    }

    private init(_ error: HTTPError) {
        let (code, reason) = Self.words(for: error.status)
        self.init(error.status, code, reason, error.message)
        headers = error.headers
    }

    private static func words(for status: HTTPStatus) -> (code: String, reason: String) {
        switch status {
        case .unauthorized: ("unauthenticated", "authentication_required")
        case .forbidden: ("permission_denied", "insufficient_permissions")
        case .notFound: ("not_found", "resource_not_found")
        case .methodNotAllowed, .notImplemented: ("unimplemented", "unimplemented")
        case .requestTimeout: ("deadline_exceeded", "service_unavailable")
        case .conflict: ("already_exists", "resource_already_exists")
        case .tooManyRequests: ("resource_exhausted", "rate_limit_exceeded")
        case .serviceUnavailable: ("unavailable", "service_unavailable")
        case _ where status.rawValue >= 500: ("internal", "internal_error")
        default: ("invalid_argument", "invalid_field_value")
        }
    }
}
