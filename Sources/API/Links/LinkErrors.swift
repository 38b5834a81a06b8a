internal import Sharing
internal import Storage

/// The errors of links, as plain text for the people who open them.
struct LinkErrors: ErrorRenderer {
    func render(_ error: any Error, for request: HTTPRequest) -> HTTPResponse? {
        switch error {
        case let error as LinkError:
            request.trace.note(errorCode: "link_\(error.rawValue)")
            return Self.text(error.message, .forbidden)
        case let error as OperationError:
            request.trace.note(errorCode: error.reason.rawValue)
            return Self.text(error.message, Self.status(of: error))
        case let error as StorageError where [.unavailable, .busy, .noSpace].contains(error.code):
            request.trace.note(failure: error.description)
            return Self.text(
                "The store cannot be reached or is full at this moment. Try again later.",
                .serviceUnavailable)
        case let error as HTTPError where error.status == .notFound:
            // What is not an address of ours is a link that is not valid.
            request.trace.note(errorCode: "link_invalid")
            return Self.text(LinkError.invalid.message, .forbidden)
        case let error as HTTPError where error.status == .methodNotAllowed:
            request.trace.note(errorCode: "link_invalid")
            var response = Self.text(LinkError.invalid.message, .forbidden)
            response.headers["Allow"] = error.headers["Allow"]
            return response
        case let error as StorageError
        where [.unavailable, .busy, .noSpace].contains(error.code):
            // The use of a link is on the timeline before a byte of what it opens is sent.
            request.trace.note(errorCode: "service_unavailable")
            request.trace.note(failure: error.description)
            return Self.text(
                "The store cannot be reached or is full at this moment. Try again later.",
                .serviceUnavailable)
        default: return PlainErrors().render(error, for: request)
        }
    }

    private static func text(_ message: String, _ status: HTTPStatus) -> HTTPResponse {
        var response = HTTPResponse.text(message + "\n", status: status)
        response.headers["Cache-Control"] = "private, no-store"
        return response
    }

    private static func status(of error: OperationError) -> HTTPStatus {
        switch error.code {
        case .invalidArgument: .badRequest
        case .failedPrecondition, .alreadyExists: .conflict
        case .unauthenticated, .permissionDenied, .notFound: .forbidden
        case .resourceExhausted:
            error.reason == .quotaExceeded ? .forbidden : .tooManyRequests
        }
    }
}
