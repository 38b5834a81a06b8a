/// Finds what answers a request.
public struct Router: Sendable {
    private let surfaces: [Surface]
    private let root: RouteNode

    /// What was found for a request.
    enum Finding {
        case route(CompiledRoute, RouteParameters)
        /// The address is there, for these methods only.
        case otherMethods([HTTPMethod], any ErrorRenderer)
        case nothing(any ErrorRenderer)
    }

    /// - Parameters:
    ///   - surfaces: Their routes. Traps when two have the same method and pattern.
    ///   - errors: The words for addresses that belong to no surface.
    public init(_ surfaces: [Surface], errors: any ErrorRenderer = PlainErrors()) {
        let all = surfaces + [Surface(prefix: "", errors: errors, routes: [])]
        self.surfaces = all.sorted { $0.prefix.utf8.count > $1.prefix.utf8.count }
        var root = RouteNode()
        for surface in surfaces {
            for route in surface.routes {
                root.add(CompiledRoute(route, errors: surface.errors))
            }
        }
        self.root = root
    }

    /// All routes, for documents and tests that describe them.
    public var routes: [Route] { surfaces.flatMap(\.routes) }

    func find(_ method: HTTPMethod, _ path: RequestPath) -> Finding {
        guard let (routes, values) = root.find(path.segments) else {
            return .nothing(errors(for: path.segments.map { "/" + $0 }.joined()))
        }
        let served = routes.first { $0.route.method == method }
        let route = served ?? (method == .head ? routes.first { $0.route.method == .get } : nil)
        guard let route else { return .otherMethods(Self.methods(of: routes), routes[0].errors) }
        return .route(route, RouteParameters(names: route.parameterNames, values: values))
    }

    /// The words for errors of an address, whether anything is there or not.
    func errors(for path: some StringProtocol) -> any ErrorRenderer {
        surfaces.first { Self.is(path, below: $0.prefix) }?.errors ?? PlainErrors()
    }

    private static func `is`(_ path: some StringProtocol, below prefix: String) -> Bool {
        guard path.utf8.starts(with: prefix.utf8) else { return false }
        let next = path.utf8.dropFirst(prefix.utf8.count).first
        return next == nil || next == UInt8(ascii: "/") || prefix.isEmpty
    }

    private static func methods(of routes: [CompiledRoute]) -> [HTTPMethod] {
        var methods = routes.map(\.route.method)
        if methods.contains(.get), !methods.contains(.head) { methods.append(.head) }
        return (methods + [.options]).sorted { $0.rawValue < $1.rawValue }
    }
}
