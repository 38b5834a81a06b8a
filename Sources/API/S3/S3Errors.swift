internal import Sharing
internal import Storage

/// The errors of S3, as XML.
struct S3Errors: ErrorRenderer {
    func render(_ error: any Error, for request: HTTPRequest) -> HTTPResponse? {
        guard let refusal = Self.refusal(error, for: request) else { return nil }
        request.trace.note(errorCode: refusal.code)
        var document = XMLText("Error")
        document.add("Code", refusal.code)
        document.add("Message", refusal.message)
        for (name, value) in refusal.details { document.add(name, value) }
        document.add("RequestId", request.id)
        document.add("HostId", "muniment")
        var response = HTTPResponse(
            refusal.status, headers: ["Content-Type": "application/xml"],
            body: .bytes(Array(document.text.utf8)))
        response.headers["x-amz-request-id"] = request.id
        if let error = error as? HTTPError {
            for field in error.headers.fields { response.headers.add(field.name, field.value) }
        }
        return response
    }

    private static func refusal(_ error: any Error, for request: HTTPRequest) -> S3Error? {
        switch error {
        case let error as S3Error: error
        case let error as OperationError: S3Error(error)
        case let error as HTTPError: S3Error(error, for: request)
        case let error as StorageError where error.code == .noSpace:
            S3Error(.serviceUnavailable, "ServiceUnavailable", "There is no room left.")
        case let error as StorageError where [.unavailable, .busy].contains(error.code):
            S3Error(.serviceUnavailable, "ServiceUnavailable", "Please try again.")
        default: nil
        }
    }
}

extension S3Error {
    fileprivate init(_ error: OperationError) {
        switch error.code {
        case .invalidArgument: self.init(.badRequest, "InvalidRequest", error.message)
        case .failedPrecondition:
            self.init(.preconditionFailed, "PreconditionFailed", error.message)
        case .alreadyExists: self.init(.conflict, "OperationAborted", error.message)
        case .unauthenticated, .permissionDenied:
            self.init(.forbidden, "AccessDenied", error.message)
        case .notFound: self.init(.notFound, "NoSuchKey", "The specified key does not exist.")
        case .resourceExhausted where error.reason == .quotaExceeded:
            self.init(.forbidden, "AccessDenied", error.message)
        case .resourceExhausted: self.init(.serviceUnavailable, "SlowDown", error.message)
        }
    }

    /// What the server itself refuses.
    fileprivate init(_ error: HTTPError, for request: HTTPRequest) {
        switch error.status {
        case .methodNotAllowed:
            self.init(
                .methodNotAllowed, "MethodNotAllowed",
                "The specified method is not allowed against this resource.",
                [("Method", request.method.rawValue)])
        case .contentTooLarge:
            self.init(
                .badRequest, "EntityTooLarge",
                "Your proposed upload exceeds the maximum allowed size")
        case .notFound: self.init(.notFound, "NoSuchKey", "The specified key does not exist.")
        case .requestTimeout:
            self.init(
                .badRequest, "RequestTimeout",
                "Your socket connection to the server was not read from or written to within "
                    + "the timeout period.")
        case .internalServerError:
            self.init(
                error.status, "InternalError", "We encountered an internal error. Please try again."
            )
        case .serviceUnavailable, .insufficientStorage:
            self.init(.serviceUnavailable, "ServiceUnavailable", error.message)
        default: self.init(error.status, "InvalidRequest", error.message)
        }
    }
}
