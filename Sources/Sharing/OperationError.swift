/// Why an operation was not done. Nothing of it remains.
///
/// Messages are for the caller and hold no secrets; what a caller may not see is `notFound`,
/// as if it were not there.
public struct OperationError: Error, Hashable, Sendable {
    public enum Code: String, Sendable {
        case invalidArgument = "invalid_argument"
        case failedPrecondition = "failed_precondition"
        case unauthenticated
        case permissionDenied = "permission_denied"
        case notFound = "not_found"
        case alreadyExists = "already_exists"
        case resourceExhausted = "resource_exhausted"
    }

    /// What a program may tell apart; the list of the Factify API.
    public enum Reason: String, Sendable {
        case missingRequiredField = "missing_required_field"
        case invalidFieldValue = "invalid_field_value"
        case invalidEnumValue = "invalid_enum_value"
        case invalidCursor = "invalid_cursor"
        case invalidIDFormat = "invalid_id_format"
        case missingAPIKey = "missing_api_key"
        case invalidAPIKey = "invalid_api_key"
        case expiredAPIKey = "expired_api_key"
        case authenticationRequired = "authentication_required"
        case insufficientPermissions = "insufficient_permissions"
        case resourceNotFound = "resource_not_found"
        case resourceAlreadyExists = "resource_already_exists"
        case rateLimitExceeded = "rate_limit_exceeded"
        case quotaExceeded = "quota_exceeded"
        case preconditionFailed = "precondition_failed"
    }

    public let code: Code
    public let reason: Reason
    /// What failed and what to do.
    public let message: String
    /// The argument that is wrong.
    public let parameter: String?

    public init(_ code: Code, _ reason: Reason, _ message: String, parameter: String? = nil) {
        self.code = code
        self.reason = reason
        self.message = message
        self.parameter = parameter
    }
}

extension OperationError: CustomStringConvertible {
    public var description: String { "\(code.rawValue): \(message)" }
}

extension OperationError {
    /// A value that is not accepted.
    public static func invalid(
        _ parameter: String, _ message: String, _ reason: Reason = .invalidFieldValue
    ) -> OperationError {
        OperationError(.invalidArgument, reason, message, parameter: parameter)
    }

    /// Something that is not there, or that the caller may not know of.
    public static func notFound(_ noun: String, _ name: String) -> OperationError {
        OperationError(
            .notFound, .resourceNotFound, "There is no \(noun) \(name) that you may see.")
    }

    /// Something that the caller may see, and not do.
    public static func denied(_ message: String) -> OperationError {
        OperationError(.permissionDenied, .insufficientPermissions, message)
    }

    /// Something that the state of things does not allow now.
    public static func precondition(_ message: String) -> OperationError {
        OperationError(.failedPrecondition, .preconditionFailed, message)
    }
}
