/// How patient an `HTTPClient` is, and whom it trusts.
public struct HTTPSettings: Hashable, Sendable {
    /// How long a connection may take, TLS included.
    public var connectTimeout: Duration = .seconds(5)
    /// A transfer slower than `stallBytesPerSecond` for this long is given up; whole seconds.
    public var stallTimeout: Duration = .seconds(30)
    /// In bytes per second; see `stallTimeout`.
    public var stallBytesPerSecond = 1_024
    /// Certificates to trust in place of the system's, as a PEM file.
    public var certificateFile: String?

    /// The defaults.
    public init() {}
}
