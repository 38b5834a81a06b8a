internal import Storage

/// Conditions joined by AND, with their binds numbered as they come.
struct SQLConditions {
    private(set) var binds: [any SQLBindable] = []
    private var texts: [String] = []

    /// What follows WHERE.
    var text: String { texts.joined(separator: "\n    AND ") }

    /// Numbers a value, and returns how the statement names it.
    mutating func bind(_ value: any SQLBindable) -> String {
        binds.append(value)
        return "$\(binds.count)"
    }

    mutating func add(_ condition: String) {
        texts.append(condition)
    }

    /// Adds `expression operator $n`, where there is a value.
    mutating func add(_ expression: String, _ comparison: String, _ value: (any SQLBindable)?) {
        guard let value else { return }
        add("\(expression) \(comparison) \(bind(value))")
    }

    /// Adds that an expression is one of these values, where there are any.
    mutating func add(_ expression: String, isAnyOf values: [any SQLBindable]) {
        guard !values.isEmpty else { return }
        add("\(expression) IN (\(values.map { bind($0) }.joined(separator: ", ")))")
    }

    /// Adds that one of the expressions holds this part, where there is one.
    mutating func add(anyOf expressions: [String], contains part: String?) {
        guard let part, !part.isEmpty else { return }
        var escaped = ""
        for character in part {
            if "\\%_".contains(character) { escaped.append("\\") }
            escaped.append(character)
        }
        let pattern = bind("%\(escaped)%")
        let any = expressions.map { "\($0) LIKE \(pattern) ESCAPE '\\'" }
        add("(\(any.joined(separator: " OR ")))")
    }
}
