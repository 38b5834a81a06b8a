internal import Foundation

/// How the server listens and what it lets clients do.
public struct HTTPServerSettings: Sendable {
    /// Where to listen; port 0 takes a free one.
    public var listen: ListenAddress = .loopback(port: 8080)
    /// Certificate and key for TLS; `nil` is plain HTTP.
    public var tls: TLSFiles?
    /// Event threads: the processors of the machine, at least two.
    public var threads = max(2, ProcessInfo.processInfo.activeProcessorCount)
    /// Threads for handlers that wait.
    public var blockingThreads = 16

    /// The request line and all headers, in bytes. More is answered with 431, or 414 when it is
    /// the request line. Each connection keeps about 1.5 times as much, and libmicrohttpd clears it
    /// with every request.
    public var maxHeaderBytes = 16_384
    /// A body, in bytes, where the route says nothing else: a file of 100 MiB, and room for the
    /// form around it.
    public var maxBodyBytes = 104_857_600 + 1_048_576
    /// Connections at once; more wait in the system's queue.
    public var maxConnections = 10_000
    /// Connections of one address at once; 0 is no limit.
    public var maxConnectionsPerAddress = 0

    /// How long a connection may be silent, between requests and within one. Whole seconds.
    public var idleTimeout: Duration = .seconds(60)
    /// How long the head of a request may take to come in, beside the time to be silent.
    public var headTimeout: Duration = .seconds(30)
    /// A body slower than this, on average and after `bodyGrace`, is cut with 408.
    public var minBodyBytesPerSecond = 1_024
    /// How long a body may be slower.
    public var bodyGrace: Duration = .seconds(30)
    /// Of a body that was refused, how much is read and dropped so that the client sees the
    /// answer before the connection is closed.
    public var maxDiscardedBytes = 64 << 20

    /// Proxies whose `X-Forwarded-For`, `-Proto` and `-Host` are believed.
    public var trustedProxies: [AddressRange] = []
    /// Which pages of other origins may read answers.
    public var crossOrigin = CrossOriginPolicy()

    public init() {}
}

/// A certificate and its key.
public struct TLSFiles: Hashable, Sendable {
    /// The path of the certificate and those that lead to a known authority, as PEM.
    public var certificate: String
    /// The path of the private key, as PEM, without a password.
    public var key: String

    public init(certificate: String, key: String) {
        self.certificate = certificate
        self.key = key
    }
}
