public import Ingest
public import Sharing
public import Storage

/// What a surface is made with: the operations it translates to, and who lets callers in.
public struct SurfaceContext: Sendable {
    public let database: any Database
    public let operations: DocumentOperations
    public let identities: IdentityCatalog
    public let keys: APIKeys
    public let authentication: Authentication
    public let rateLimiter: RateLimiter
    public let settings: SurfaceSettings

    public init(
        store: Store, operations: DocumentOperations, environment: KeyEnvironment,
        rateLimits: RateLimits = RateLimits(), settings: SurfaceSettings = SurfaceSettings()
    ) {
        database = store.database
        self.operations = operations
        identities = IdentityCatalog(database: store.database)
        keys = APIKeys(database: store.database, environment: environment)
        authentication = Authentication(database: store.database, environment: environment)
        rateLimiter = RateLimiter(limits: rateLimits)
        self.settings = settings
    }

    /// Where routes run whose only work is to look up a few rows: SQLite has them in
    /// microseconds, PostgreSQL waits for a network.
    var lookUps: Route.Execution { database.dialect == .sqlite ? .inline : .blocking }
}
