/// A server of HTTP/1.1 that runs until it is drained.
public final class HTTPServer: Sendable {
    public let settings: HTTPServerSettings
    public let metrics: RequestMetrics

    public init(
        settings: HTTPServerSettings, router: Router, log: any RequestLog,
        metrics: RequestMetrics = RequestMetrics()
    ) {
        self.settings = settings
        self.metrics = metrics
    }

    /// Starts to listen and answer; returns the address with the port it took.
    ///
    /// Throws `HTTPServerError`. To be called once.
    public func start() throws -> ListenAddress {
        throw HTTPServerError(.library, "not there yet")
    }

    /// Stops to accept, waits for running requests up to a limit, then closes what is left.
    ///
    /// Returns whether all requests ended by themselves. Safe before the start and twice.
    @discardableResult
    public func drain(within limit: Duration) -> Bool { true }
}
