/// What the braces of a route's pattern stand for in one request, decoded.
public struct RouteParameters: Hashable, Sendable {
    private var names: [String] = []
    private var values: [String] = []

    /// No parameters.
    public init() {}

    init(names: [String], values: [String]) {
        self.names = names
        self.values = values
    }

    /// The value of `{name}`; empty when the pattern has no such braces.
    public subscript(name: String) -> String {
        names.firstIndex(of: name).map { values[$0] } ?? ""
    }
}
