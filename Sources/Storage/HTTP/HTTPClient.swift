internal import Synchronization

/// A blocking HTTP/1.1 client; any number of threads may share one.
///
/// Each request has a handle of libcurl to itself, and with it a connection that is kept for the
/// next one. Redirects are not followed. The variables `http_proxy`, `https_proxy` and `no_proxy`
/// of the environment count as they do for curl.
final class HTTPClient: Sendable {
    private let settings: HTTPSettings
    /// Handles that nobody uses, the one used last at the end.
    private let idle = Mutex<[CurlHandle]>([])

    /// A client without connections.
    init(settings: HTTPSettings = .init()) {
        self.settings = settings
    }

    /// Sends a request and returns the answer, whatever its status.
    ///
    /// The body of a success goes to `receive` where it is given, piece by piece as it comes; the
    /// server waits meanwhile. Other bodies are kept, up to 8 MiB. Throws `HTTPError` when there is
    /// no whole answer, and what `receive` throws.
    func send(
        _ request: HTTPRequest, receive: HTTPTransfer.Receiver? = nil
    ) throws -> HTTPResponse {
        let handle = try idle.withLock { $0.popLast() } ?? CurlHandle()
        defer { idle.withLock { $0.append(handle) } }
        return try handle.perform(request, settings: settings, receive: receive)
    }
}
