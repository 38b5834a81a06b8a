internal import Sharing
internal import Storage

/// What stands behind the question mark. Of a parameter that is to be there once, the first one
/// counts; others than those asked for are passed over.
struct QueryParameters {
    private let items: [QueryItem]

    /// Throws `HTTPError` for a query that cannot be read.
    init(of request: HTTPRequest) throws {
        items = try request.query()
    }

    func text(_ name: String) -> String? {
        items.first { $0.name == name }?.value
    }

    func texts(_ name: String) -> [String] {
        items.filter { $0.name == name }.map(\.value)
    }

    func flag(_ name: String) throws(OperationError) -> Bool? {
        switch text(name) {
        case nil: nil
        case "true": true
        case "false": false
        default: throw .invalid(name, "\(name) has to be true or false.")
        }
    }

    func moment(_ name: String) throws(OperationError) -> Timestamp? {
        try text(name).map { text throws(OperationError) in try Timestamp.reading(text, name) }
    }

    func number(_ name: String) throws(OperationError) -> Int? {
        guard let text = text(name) else { return nil }
        guard let number = Int(text) else { throw .invalid(name, "\(name) has to be a number.") }
        return number
    }

    /// The values of a repeated parameter, each one of the words that `read` knows.
    func choices<Value>(
        _ name: String, _ read: (String) -> Value?
    ) throws(OperationError) -> [Value] {
        var values: [Value] = []
        for text in texts(name) { values.append(try OperationError.choice(text, name, read)) }
        return values
    }

    /// Names of a repeated parameter.
    func names<Value>(
        _ name: String, _ form: String, _ read: (String) -> Value?
    ) throws(OperationError) -> [Value] {
        var values: [Value] = []
        for text in texts(name) {
            guard let value = read(text) else {
                throw .invalid(name, "\(name) has to be \(form).", .invalidIDFormat)
            }
            values.append(value)
        }
        return values
    }

    /// A text of a bounded length, in code points.
    func text(_ name: String, atMost limit: Int) throws(OperationError) -> String? {
        guard let text = text(name) else { return nil }
        guard text.unicodeScalars.count <= limit else {
            throw .invalid(name, "\(name) may have at most \(limit) characters.")
        }
        return text
    }
}

extension OperationError {
    /// Reads one of the words that `read` knows, which a caller states as `parameter`.
    static func choice<Value>(
        _ text: String, _ parameter: String, _ read: (String) -> Value?
    ) throws(OperationError) -> Value {
        guard let value = read(text) else {
            throw invalid(parameter, "\(parameter) may not have this value.", .invalidEnumValue)
        }
        return value
    }
}
