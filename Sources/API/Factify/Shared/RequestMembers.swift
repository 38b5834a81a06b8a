internal import Foundation
internal import Sharing
internal import Storage

/// The members of a request's body: one JSON object that has no others than those that are known.
struct RequestMembers {
    private let members: [String: JSONValue]

    /// Reads the body; an empty one has no members.
    ///
    /// Throws `OperationError`: `invalidFieldValue` for what is no JSON object or is called
    /// something else, and for a member that is not among `known`.
    init(of request: HTTPRequest, known: Set<String>) throws {
        guard !request.body.isEmpty else {
            members = [:]
            return
        }
        try Self.checkType(of: request)
        let value = try? JSONDecoder().decode(JSONValue.self, from: Data(request.body))
        guard case .object(let members)? = value else {
            throw OperationError(
                .invalidArgument, .invalidFieldValue, "The body has to be one JSON object.")
        }
        if let other = members.keys.filter({ !known.contains($0) }).min() {
            throw OperationError.invalid(other, "There is no member of that name here.")
        }
        self.members = members
    }

    private static func checkType(of request: HTTPRequest) throws {
        guard let type = request.header("Content-Type") else { return }
        guard type.prefix(while: { $0 != ";" }).trimmed.equalsIgnoringCase("application/json")
        else {
            throw HTTPError(.unsupportedMediaType, "The body has to be application/json.")
        }
    }

    /// A text that may be absent, and `null` only where `isNullable` says so.
    func text(_ name: String, isNullable: Bool = false) throws(OperationError) -> String? {
        switch members[name] {
        case nil: nil
        case .null where isNullable: nil
        case .string(let text): text
        default: throw .invalid(name, "\(name) has to be a text.")
        }
    }

    /// A text that has to be there.
    func requiredText(_ name: String) throws(OperationError) -> String {
        guard let text = try text(name) else { throw .missing(name) }
        return text
    }

    /// Whether it is true; `nil` where it is absent.
    func flag(_ name: String) throws(OperationError) -> Bool? {
        switch members[name] {
        case nil: nil
        case .bool(let value): value
        default: throw .invalid(name, "\(name) has to be true or false.")
        }
    }

    /// A moment that may be absent.
    func moment(_ name: String) throws(OperationError) -> Timestamp? {
        try text(name).map { text throws(OperationError) in try Timestamp.reading(text, name) }
    }
}

extension OperationError {
    /// Something that has to be said and was not.
    static func missing(_ parameter: String) -> OperationError {
        .invalid(parameter, "\(parameter) is missing.", .missingRequiredField)
    }
}

extension Timestamp {
    /// Reads a moment that a caller states as `parameter`.
    static func reading(_ text: String, _ parameter: String) throws(OperationError) -> Timestamp {
        guard let moment = Timestamp(rfc3339: text) else {
            throw .invalid(
                parameter, "\(parameter) has to be a moment such as 2026-01-31T08:00:00Z.")
        }
        return moment
    }
}
