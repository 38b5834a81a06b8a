/// A family of addresses that speaks in one way of errors.
public struct Surface: Sendable {
    /// Addresses below it that no route takes are answered by this surface's errors; the surface
    /// with the longest prefix that fits does it.
    public let prefix: String
    public let errors: any ErrorRenderer
    public let routes: [Route]

    /// - Parameter prefix: Such as `/v1beta`, without a slash at its end.
    public init(prefix: String, errors: any ErrorRenderer, routes: [Route]) {
        self.prefix = prefix
        self.errors = errors
        self.routes = routes
    }
}
