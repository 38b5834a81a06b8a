/// Where a request comes from and what it believes to talk to, with trusted proxies looked
/// through.
public struct RequestOrigin: Hashable, Sendable {
    /// The client's address as text, such as `192.0.2.7` or `2001:db8::1`.
    public let client: String
    /// `http` or `https`, as the client sees it.
    public let scheme: String
    /// The host and, unless it is the scheme's own, the port, as the client sees them, such as
    /// `documents.example:8443`; empty where HTTP/1.0 says nothing.
    public let host: String
}
