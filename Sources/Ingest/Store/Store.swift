internal import Foundation
internal import PDF
public import Storage
public import Worker

/// An open store: one folder with its database, its blobs and its queue.
public final class Store: Sendable {
    public let database: any Database
    public let blobs: any BlobStore
    public let queue: JobQueue
    /// The one that everything added from the command line belongs to.
    public let organization: OrganizationID

    /// Every migration of the store, in order.
    public static let migrations =
        JobQueue.migrations + [
            Migration(
                id: "ingest-0001-documents",
                sqlite: PackageResources.sqlite_ingest_0001_documents_sql,
                postgresql: PackageResources.postgresql_ingest_0001_documents_sql)
        ]

    /// How old a file in `incoming/` must be to count as left behind by a crash.
    private static let abandonedUploadAge: Duration = .seconds(3_600)

    /// Opens the store in `folder`; creates it where `creating` says so.
    ///
    /// Throws `StorageError`: `.notFound` for a folder without a store,
    /// `.newerSchema` for one of a newer version, `.unavailable` where the folder
    /// cannot be used.
    public init(folder: String, creating: Bool, queueSettings: JobQueueSettings = .init()) throws {
        let path = folder + "/muniment.db"
        guard creating || FileManager.default.fileExists(atPath: path) else {
            throw StorageError(
                .notFound,
                "There is no store in this folder. Name another with --data, or make one with "
                    + "`muniment add`.",
                path: folder)
        }
        let blobs = try FileBlobStore(folder: folder)
        let database = try SQLiteDatabase(path: path)
        try Migrator(Self.migrations).migrate(database, at: .now())
        self.database = database
        self.blobs = blobs
        queue = JobQueue(
            database: database, settings: queueSettings,
            endHooks: [ExtractionHandler.jobKind: ExtractionHandler.endHook])
        organization = try Self.ensureOrganization(in: database)
        if creating { _ = try blobs.removeAbandonedUploads(olderThan: Self.abandonedUploadAge) }
    }

    /// The organization that came first, made with the store.
    private static func ensureOrganization(in database: any Database) throws -> OrganizationID {
        if let row = try database.read({ db in try db.first(selectOrganization) }) {
            return try row.identifier("id")
        }
        return try database.write { db in
            if let row = try db.first(selectOrganization) { return try row.identifier("id") }
            let now = Timestamp.now()
            let id = OrganizationID(at: now)
            try db.execute(insertOrganization, [id, "My organization", now])
            return id
        }
    }

    private static let selectOrganization = """
        SELECT id
        FROM organizations
        ORDER BY id
        LIMIT 1
        """

    private static let insertOrganization = """
        INSERT INTO organizations (id, name, created_at)
        VALUES ($1, $2, $3)
        """

    /// Looks up documents and versions.
    public var catalog: DocumentCatalog { DocumentCatalog(database: database) }

    /// Takes files in.
    public var intake: Intake { Intake(store: self) }

    /// Looks up what was read.
    public var records: RecordCatalog { RecordCatalog(database: database) }
}
