/// One part of a route's pattern.
enum PatternPart: Hashable {
    case literal(String)
    /// `{name}`: one part, not empty.
    case parameter(String)
    /// `{name*}`: all parts that are left, at least one.
    case rest(String)

    /// Traps when the pattern does not start with a slash or has a rest before its end.
    static func all(of pattern: String) -> [PatternPart] {
        precondition(pattern.hasPrefix("/"), "the pattern \(pattern) does not start with a slash")
        let parts = pattern.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
            .map(PatternPart.init)
        for part in parts.dropLast() {
            if case .rest = part { preconditionFailure("\(pattern) goes on after its rest") }
        }
        return pattern == "/" ? [] : parts
    }

    private init(_ text: Substring) {
        guard text.hasPrefix("{"), text.hasSuffix("}") else {
            self = .literal(String(text))
            return
        }
        let name = text.dropFirst().dropLast()
        self = name.hasSuffix("*") ? .rest(String(name.dropLast())) : .parameter(String(name))
    }
}

/// A route as the router keeps it.
struct CompiledRoute: Sendable {
    let route: Route
    let parameterNames: [String]
    let errors: any ErrorRenderer

    init(_ route: Route, errors: any ErrorRenderer) {
        self.route = route
        self.errors = errors
        parameterNames = PatternPart.all(of: route.pattern).compactMap {
            switch $0 {
            case .literal: nil
            case .parameter(let name), .rest(let name): name
            }
        }
    }
}
