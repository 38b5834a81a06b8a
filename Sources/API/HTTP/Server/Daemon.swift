internal import CMicroHTTPD
internal import Foundation

/// libmicrohttpd, running.
///
/// The core outlives it: whoever made it stops it before letting the core go.
final class Daemon: @unchecked Sendable {
    // Sendable: immutable, and the library's functions on it may be called by any thread.
    private let daemon: OpaquePointer
    /// The library reads them as long as it runs.
    private let options: UnsafeMutablePointer<cmhd_options>

    /// Throws `HTTPServerError`.
    init(core: ServerCore) throws {
        let tls = try core.settings.tls.map(TLSTexts.init)
        let options = UnsafeMutablePointer<cmhd_options>.allocate(capacity: 1)
        options.initialize(to: Self.options(core))
        let started = tls.withTexts { key, certificate in
            options.pointee.key = key
            options.pointee.certificate = certificate
            return cmhd_start(options)
        }
        guard let started else {
            options.deallocate()
            throw tls == nil
                ? HTTPServerError(.library, "libmicrohttpd does not start; its log says why")
                : HTTPServerError(
                    .certificate,
                    "the certificate and its key cannot be used together; both have to be PEM, "
                        + "the key without a password")
        }
        daemon = started
        self.options = options
    }

    private static func options(_ core: ServerCore) -> cmhd_options {
        let settings = core.settings
        var options = cmhd_options()
        options.threads = UInt32(max(1, settings.threads))
        // The acceptor keeps to the limit; the library counts a connection a little longer.
        options.max_connections = UInt32(settings.maxConnections * 2 + 64)
        options.max_connections_per_address = UInt32(settings.maxConnectionsPerAddress)
        options.idle_seconds = UInt32(max(1, settings.idleTimeout.components.seconds))
        // Room for the head's index and for the head of the answer.
        options.connection_bytes = settings.maxHeaderBytes * 3 / 2 + 16_384
        // Not retained: the daemon is stopped before the core goes.
        options.context = Unmanaged.passUnretained(core).toOpaque()
        options.log = logComplaint
        options.begin = beginRequest
        options.handle = handleRequest
        options.end = endRequest
        options.connection = noteConnection
        return options
    }

    /// Gives a connection to one of the event threads; the library closes it, at once where it
    /// or the client's address has too many.
    func add(_ descriptor: CInt, from address: sockaddr_storage, length: socklen_t) {
        withUnsafePointer(to: address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = MHD_add_connection(daemon, descriptor, $0, length)
            }
        }
    }

    /// Closes all connections and waits for the event threads; none may be suspended. Once.
    func stop() {
        MHD_stop_daemon(daemon)
        options.deallocate()
    }
}

/// The texts of the files that TLS needs.
private struct TLSTexts {
    let key: String
    let certificate: String

    init(_ files: TLSFiles) throws {
        key = try Self.text(of: files.key)
        certificate = try Self.text(of: files.certificate)
    }

    private static func text(of path: String) throws -> String {
        do { return try String(contentsOfFile: path, encoding: .utf8) } catch {
            throw HTTPServerError(.certificate, "\(path) cannot be read", cause: error)
        }
    }
}

extension TLSTexts? {
    /// Lends both as C strings, or `nil` for plain HTTP.
    fileprivate func withTexts<Value>(
        _ body: (UnsafePointer<CChar>?, UnsafePointer<CChar>?) -> Value
    ) -> Value {
        guard let texts = self else { return body(nil, nil) }
        return texts.key.withCString { key in
            texts.certificate.withCString { body(key, $0) }
        }
    }
}
