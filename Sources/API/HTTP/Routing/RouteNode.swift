/// The routes below a part of an address.
///
/// Literal parts come before parameters, parameters before rests; where the more literal way
/// leads nowhere, the others are tried.
struct RouteNode: Sendable {
    private var literals: [String: RouteNode] = [:]
    private var parameter: [RouteNode] = []
    private var endings: [CompiledRoute] = []
    private var rests: [CompiledRoute] = []

    /// Traps when there is a route of that method and place already.
    mutating func add(_ route: CompiledRoute) {
        add(route, PatternPart.all(of: route.route.pattern)[...])
    }

    private mutating func add(_ route: CompiledRoute, _ parts: ArraySlice<PatternPart>) {
        switch parts.first {
        case nil:
            Self.append(route, to: &endings)
        case .rest:
            Self.append(route, to: &rests)
        case .literal(let text):
            literals[text, default: RouteNode()].add(route, parts.dropFirst())
        case .parameter:
            if parameter.isEmpty { parameter = [RouteNode()] }
            parameter[0].add(route, parts.dropFirst())
        }
    }

    private static func append(_ route: CompiledRoute, to routes: inout [CompiledRoute]) {
        precondition(
            !routes.contains { $0.route.method == route.route.method },
            "two routes for \(route.route.method.rawValue) \(route.route.pattern)")
        routes.append(route)
    }

    /// The routes of all methods for an address, and what their braces stand for.
    func find(_ segments: [String]) -> (routes: [CompiledRoute], values: [String])? {
        var values: [String] = []
        return find(segments[...], &values).map { ($0, values) }
    }

    private func find(_ segments: ArraySlice<String>, _ values: inout [String]) -> [CompiledRoute]?
    {
        guard let first = segments.first else { return endings.isEmpty ? nil : endings }
        if let next = literals[first], let found = next.find(segments.dropFirst(), &values) {
            return found
        }
        if let next = parameter.first, !first.isEmpty {
            values.append(first)
            if let found = next.find(segments.dropFirst(), &values) { return found }
            values.removeLast()
        }
        guard !rests.isEmpty else { return nil }
        values.append(segments.joined(separator: "/"))
        return rests
    }
}
