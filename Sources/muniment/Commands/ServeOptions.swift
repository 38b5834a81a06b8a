import API
import Ingest
import Sharing

/// The options of `muniment serve`, and what they set.
struct ServeOptions {
    static let options: [CommandOption] = [
        .value(
            "listen", letter: "l", "ADDRESS", default: "127.0.0.1:8080",
            help: "Where to listen; port 0 takes a free one."),
        .value(
            "public-url", "URL",
            help: "What links begin with; by default what the caller used."),
        .value(
            "environment", "KIND", default: "prod",
            help: "Which API keys are accepted: prod or test."),
        .value("tls-certificate", "FILE", help: "A certificate, PEM; with --tls-key."),
        .value("tls-key", "FILE", help: "Its private key, PEM."),
        .value(
            "trusted-proxy", "RANGE",
            help: "A proxy whose X-Forwarded headers are believed, such as 10.0.0.0/8.",
            isRepeatable: true),
        .value(
            "cors-origin", "ORIGIN",
            help: "Pages of this origin may use the API; * for all.", isRepeatable: true),
        .value("max-bytes", "SIZE", default: "100MiB", help: "A larger upload is refused."),
        .value("max-header-bytes", "SIZE", default: "16KiB", help: "Of a request's head."),
        .value("max-connections", "N", default: "10000", help: "Connections at once."),
        .value(
            "max-connections-per-address", "N", default: "0",
            help: "The same of one address; 0 for any number."),
        .value(
            "idle-timeout", "TIME", default: "60s", help: "A silent connection is closed."),
        .value(
            "min-body-rate", "SIZE", default: "1KiB",
            help: "A slower upload, in bytes a second, is cut."),
        .value(
            "requests-per-minute", "N", default: "\(RateLimits().requests)",
            help: "Of one API key."),
        .value(
            "creations-per-minute", "N", default: "\(RateLimits().creations)",
            help: "Those of them that make something."),
        .value(
            "drain", "TIME", default: "8s",
            help: "How long running requests and jobs may finish after a signal."),
        .value(
            "on-duplicate", "POLICY", default: "\(ArrivalPolicy.report.rawValue)",
            help: "What becomes of another form of a stored document: report, link or refuse."),
        .value(
            "check-every", "TIME", default: "60s",
            help: "How often the store's invariants are looked at."),
        .value(
            "on-violation", "ACTION", default: "\(ViolationAction.unready.rawValue)",
            help: "What /readyz makes of a violated one: unready or warn."),
        .flag("no-access-log", help: "Write no line a request to standard error."),
    ]

    let settings: DocumentServer.Settings
    let drain: Duration
    let policy: ArrivalPolicy
    let writesAccessLog: Bool

    /// What a form may have around a file, in bytes.
    private static let roomForForm = 1 << 20

    init(_ arguments: ParsedArguments) throws {
        var settings = DocumentServer.Settings()
        settings.surfaces.maxUploadBytes = try arguments.requiredByteCount("max-bytes")
        settings.http.maxBodyBytes = settings.surfaces.maxUploadBytes + Self.roomForForm
        settings.surfaces.publicURL = try arguments.publicURL()
        settings.http.listen = try arguments.required(
            "listen",
            arguments.converted(
                "listen", accepted: "Give one such as 127.0.0.1:8080 or [::]:443."
            ) { ListenAddress($0) })
        settings.http.tls = try Self.tls(arguments)
        settings.http.trustedProxies = try arguments.strings("trusted-proxy").map { text in
            guard let range = AddressRange(text) else {
                throw arguments.error(
                    "the value '\(text)' of '--trusted-proxy' is not valid",
                    remedy: "Give one such as 10.0.0.0/8 or 2001:db8::1.")
            }
            return range
        }
        settings.http.crossOrigin.allowedOrigins = Set(arguments.strings("cors-origin"))
        settings.http.maxHeaderBytes = try arguments.requiredByteCount("max-header-bytes")
        settings.http.maxConnections = try arguments.requiredInteger(
            "max-connections", in: 1...1_000_000)
        settings.http.maxConnectionsPerAddress = try arguments.requiredInteger(
            "max-connections-per-address", in: 0...1_000_000)
        settings.http.idleTimeout = try arguments.requiredDuration(
            "idle-timeout", in: .seconds(1)...(.seconds(86_400)))
        settings.http.minBodyBytesPerSecond = try arguments.requiredByteCount("min-body-rate")
        settings.environment =
            try arguments.choice("environment", of: KeyEnvironment.self) ?? .production
        settings.rateLimits = try RateLimits(arguments)
        settings.invariants.interval = try arguments.requiredDuration(
            "check-every", in: .seconds(1)...(.seconds(86_400)))
        settings.invariants.violationsAreUnready =
            try arguments.choice("on-violation", of: ViolationAction.self) != .warn
        self.settings = settings
        drain = try arguments.requiredDuration("drain", in: .seconds(0)...(.seconds(3_600)))
        policy = try arguments.choice("on-duplicate", of: ArrivalPolicy.self) ?? .report
        writesAccessLog = !arguments.flag("no-access-log")
    }

    private static func tls(_ arguments: ParsedArguments) throws(UsageError) -> TLSFiles? {
        switch (arguments.string("tls-certificate"), arguments.string("tls-key")) {
        case (let certificate?, let key?): return TLSFiles(certificate: certificate, key: key)
        case (nil, nil): return nil
        default:
            throw arguments.error(
                "'--tls-certificate' and '--tls-key' belong together", remedy: "Give both.")
        }
    }
}

/// What becomes of a server while an invariant of its store is violated.
private enum ViolationAction: String, CaseIterable {
    case unready
    case warn
}

extension RateLimits {
    fileprivate init(_ arguments: ParsedArguments) throws(UsageError) {
        self.init()
        requests = try arguments.requiredInteger("requests-per-minute", in: 1...1_000_000_000)
        creations = try arguments.requiredInteger("creations-per-minute", in: 1...1_000_000_000)
    }
}
