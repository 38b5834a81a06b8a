internal import Foundation
internal import PDF
public import Storage
public import Worker

/// An open store: its database, its blobs and its queue.
public final class Store: Sendable {
    public let location: StoreLocation
    let settings: StoreSettings
    let identity: StoreIdentity
    public let database: any Database
    public let blobs: any BlobStore
    public let queue: JobQueue
    /// Lets rows name blobs, beside collections of blobs that no row names.
    public let referrals: BlobReferrals
    /// Finds pages by their looks; filled when it is first asked.
    let pageIndex: PageIndex
    let comparedDocuments = ComparedDocuments()
    let preparedPages = PreparedPages()
    /// Who the store began with; what is added from the command line is theirs.
    public let founders: Founders

    static let documentsMigration = "ingest-0001-documents"
    static let identityMigration = "ingest-0002-store"
    static let duplicatesMigration = "ingest-0003-duplicates"
    static let subjectsMigration = "ingest-0004-subjects"
    static let linksMigration = "ingest-0005-links"
    static let issuedFilesMigration = "ingest-0006-issued-files"
    static let durabilityMigration = "ingest-0007-durability"
    static let collectionMigration = "ingest-0008-collection"

    /// Every migration of the store, in order.
    public static let migrations =
        JobQueue.migrations + [
            Migration(
                id: documentsMigration,
                sqlite: PackageResources.sqlite_ingest_0001_documents_sql,
                postgresql: PackageResources.postgresql_ingest_0001_documents_sql),
            Migration(
                id: identityMigration,
                sqlite: PackageResources.sqlite_ingest_0002_store_sql,
                postgresql: PackageResources.postgresql_ingest_0002_store_sql),
            Migration(
                id: duplicatesMigration,
                sqlite: PackageResources.sqlite_ingest_0003_duplicates_sql,
                postgresql: PackageResources.postgresql_ingest_0003_duplicates_sql),
            Migration(
                id: subjectsMigration,
                sqlite: PackageResources.sqlite_ingest_0004_subjects_sql,
                postgresql: PackageResources.postgresql_ingest_0004_subjects_sql),
            Migration(
                id: linksMigration,
                sqlite: PackageResources.sqlite_ingest_0005_links_sql,
                postgresql: PackageResources.postgresql_ingest_0005_links_sql),
            Migration(
                id: issuedFilesMigration,
                sqlite: PackageResources.sqlite_ingest_0006_issued_files_sql,
                postgresql: PackageResources.postgresql_ingest_0006_issued_files_sql),
            Migration(
                id: durabilityMigration,
                sqlite: PackageResources.sqlite_ingest_0007_durability_sql,
                postgresql: PackageResources.postgresql_ingest_0007_durability_sql),
            Migration(
                id: collectionMigration,
                sqlite: PackageResources.sqlite_ingest_0008_collection_sql,
                postgresql: PackageResources.postgresql_ingest_0008_collection_sql),
        ]

    /// How old a file in `incoming/` must be to count as left behind by a crash.
    private static let abandonedUploadAge: Duration = .seconds(3_600)

    /// Opens the store in `folder`, with its rows and blobs; see `init(location:…)`.
    public convenience init(
        folder: String, creating: Bool, queueSettings: JobQueueSettings = .init()
    ) throws {
        var settings = StoreSettings()
        settings.queue = queueSettings
        try self.init(
            location: StoreLocation(folder: folder), creating: creating, settings: settings)
    }

    /// Opens the store at `location`; creates it where `creating` says so.
    ///
    /// Keys to a bucket come from the environment. Throws `StorageError`: `.notFound` for a
    /// place without a store, which is left as it is, `.newerSchema` for one of a newer
    /// version, `.unavailable` where the place cannot be reached or used, or where a move
    /// into the store has not ended.
    public convenience init(
        location: StoreLocation, creating: Bool, settings: StoreSettings = StoreSettings()
    ) throws {
        try self.init(
            engines: StoreEngines(location: location, settings: settings), creating: creating)
    }

    /// Opens the store on these engines.
    init(engines: StoreEngines, creating: Bool) throws {
        let (location, settings) = (engines.location, engines.settings)
        guard creating || engines.hasFiles() else { throw Self.notFound(location) }
        let database = try engines.openDatabase()
        if !creating, try !SchemaState(of: database).holdsStore {
            throw Self.notFound(location)
        }
        let blobs = try engines.openBlobs()
        try Migrator(Self.migrations).migrate(database, at: database.now())
        (identity, founders) = try Self.ensureIdentity(in: database)
        self.location = location
        self.settings = settings
        self.database = database
        self.blobs = blobs
        referrals = BlobReferrals(database: database, blobs: blobs)
        pageIndex = PageIndex(database: database, settings: settings.matching)
        queue = JobQueue(
            database: database, settings: settings.queue,
            endHooks: [ExtractionHandler.jobKind: ExtractionHandler.endHook(of: database)])
        if creating { _ = try blobs.removeAbandonedUploads(olderThan: Self.abandonedUploadAge) }
    }

    private static func notFound(_ location: StoreLocation) -> StorageError {
        let place = location.database == nil && location.blobs == nil ? "in this folder" : "here"
        return StorageError(
            .notFound,
            "There is no store \(place). Name another with "
                + (location.database == nil ? "--data" : "--database")
                + ", or make one with `muniment add`.",
            path: location.description)
    }

    /// The store's identity and its founders, both made with the store: exactly once, however
    /// many processes come at the same time.
    private static func ensureIdentity(
        in database: any Database
    ) throws -> (StoreIdentity, Founders) {
        let found = try database.read { db -> (StoreIdentity, Founders)? in
            guard let identity = try StoreIdentity.find(on: db),
                let founders = try Founders.find(on: db)
            else { return nil }
            return (identity, founders)
        }
        let (identity, founders) =
            try found ?? database.write { db in try makeIdentity(at: database.now(), on: db) }
        try identity.requireWhole()
        return (identity, founders)
    }

    private static func makeIdentity(
        at now: Timestamp, on db: any Connection
    ) throws -> (StoreIdentity, Founders) {
        let identity = try StoreIdentity.ensure(at: now, on: db)
        try identity.requireWhole()
        try StoreIdentity.hold(on: db)
        return (identity, try Founders.ensure(at: now, on: db))
    }

    /// The one that everything added from the command line belongs to.
    public var organization: OrganizationID { founders.organization }

    /// Looks up documents and versions.
    public var catalog: DocumentCatalog { DocumentCatalog(database: database) }

    /// Takes files in.
    public var intake: Intake { Intake(store: self) }

    /// Looks up what was read.
    public var records: RecordCatalog { RecordCatalog(database: database) }
}
