public final class RequestMetrics: Sendable {
    public init() {}
}
