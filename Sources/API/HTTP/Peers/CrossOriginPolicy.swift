/// Which pages of other origins may use the server (CORS, the Fetch standard, 3.2). Off at first.
///
/// Credentials are never allowed: keys travel in headers that a page has to set itself.
public struct CrossOriginPolicy: Hashable, Sendable {
    /// Such as `https://app.example`, spelled as browsers do; `*` is every origin.
    public var allowedOrigins: Set<String> = []
    /// What a page may send beside what every page may.
    public var allowedHeaders = [
        "Authorization", "Content-Type", "Idempotency-Key", "If-Match", "If-None-Match", "Range",
    ]
    /// What a page may read beside what every page may.
    public var exposedHeaders = [
        "Content-Disposition", "Content-Range", "Digest", "ETag", "Location", "Repr-Digest",
        "Retry-After", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset",
        "X-Request-Id",
    ]
    /// How long browsers keep what they were told.
    public var maxAge: Duration = .seconds(600)

    public init() {}

    var isOn: Bool { !allowedOrigins.isEmpty }

    func allows(_ origin: String) -> Bool {
        allowedOrigins.contains("*") || allowedOrigins.contains(origin)
    }

    /// Says in an answer that the page of this origin may read it.
    func mark(_ headers: inout HTTPHeaders, for origin: String?) {
        guard isOn else { return }
        headers.add("Vary", "Origin")
        guard let origin, allows(origin) else { return }
        headers["Access-Control-Allow-Origin"] = origin
        headers["Access-Control-Expose-Headers"] = exposedHeaders.joined(separator: ", ")
    }

    /// Says in the answer to a question before the request what may be sent.
    func markPreflight(_ headers: inout HTTPHeaders, methods: [HTTPMethod]) {
        headers["Access-Control-Allow-Methods"] = methods.map(\.rawValue).joined(separator: ", ")
        headers["Access-Control-Allow-Headers"] = allowedHeaders.joined(separator: ", ")
        headers["Access-Control-Max-Age"] = String(maxAge.components.seconds)
    }
}
