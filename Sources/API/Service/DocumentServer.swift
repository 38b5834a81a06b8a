public import Ingest
public import Sharing
internal import Synchronization

/// The server of a store: all surfaces behind one address.
///
/// To be drained before its last reference goes.
public final class DocumentServer: Sendable {
    /// What whoever starts it may set.
    public struct Settings: Sendable {
        public var http = HTTPServerSettings()
        public var content = ContentSettings()
        public var surfaces = SurfaceSettings()
        public var links = LinkSettings()
        public var health = HealthLimits()
        public var invariants = InvariantWatch.Settings()
        public var rateLimits = RateLimits()
        /// Which API keys are accepted.
        public var environment = KeyEnvironment.production

        public init() {}
    }

    private let server: HTTPServer
    private let invariants: InvariantWatch
    private let isDraining: Draining

    /// Whether a drain has begun, which `/readyz` tells.
    private final class Draining: Sendable {
        let flag = Mutex(false)
    }

    /// Makes the server, which listens from `start()` on.
    ///
    /// `process` says what this process counts besides requests, for `/metrics`.
    public init(
        store: Store, duplicateSearch: DuplicateSearch, copies: CopyMaker, process: ServedProcess,
        settings: Settings = Settings(), log: any RequestLog
    ) {
        let draining = Draining()
        isDraining = draining
        var process = process
        process.isDraining = { draining.flag.withLock { $0 } }
        let surfaces = Self.surfaces(store, duplicateSearch, copies, settings)
        invariants = InvariantWatch(
            store: store, settings: settings.invariants, note: { log.note($0) })
        process.invariants = invariants
        let operations = OperationsSurface(
            store: store, process: process, limits: settings.health)
        server = HTTPServer(
            settings: settings.http,
            router: Router(surfaces + [operations.surface(beside: surfaces)]), log: log,
            metrics: process.requests)
        process.server.set(server)
    }

    private static func surfaces(
        _ store: Store, _ duplicateSearch: DuplicateSearch, _ copies: CopyMaker,
        _ settings: Settings
    ) -> [Surface] {
        let operations = DocumentOperations(
            store: store, duplicateSearch: duplicateSearch, copies: copies,
            linkSettings: settings.links)
        let context = SurfaceContext(
            store: store, operations: operations, environment: settings.environment,
            rateLimits: settings.rateLimits, settings: settings.surfaces)
        let content = ContentDelivery(settings: settings.content)
        let bucket = S3Bucket(
            origin: settings.surfaces.publicURL ?? "http://\(settings.http.listen)")
        return [
            V1Beta.surface(context), V1.surface(context),
            LinkSurface(operations: operations, blobs: store.blobs, content: content).surface,
            ShortAddressSurface.surface,
            S3Surface(
                operations: operations, blobs: store.blobs, bucket: bucket,
                maxFileBytes: settings.surfaces.maxUploadBytes, content: content
            ).surface,
        ]
    }

    /// Starts to listen and answer; returns the address with the port it took.
    ///
    /// Throws `HTTPServerError`. To be called once.
    public func start() throws -> ListenAddress {
        let address = try server.start()
        invariants.start()
        return address
    }

    /// Says that it is not ready, stops to accept, and lets running requests end within a
    /// limit; what is left is closed then.
    public func drain(within limit: Duration) {
        isDraining.flag.withLock { $0 = true }
        invariants.stop()
        server.drain(within: limit)
    }
}
