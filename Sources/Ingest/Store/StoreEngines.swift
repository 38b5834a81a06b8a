internal import Foundation
internal import Signing
internal import Storage

/// Opens the database and the blobs that a location names.
struct StoreEngines {
    let location: StoreLocation
    let settings: StoreSettings
    /// What blobs in the folder are written with.
    var fileCalls: any FileCalls = SystemFileCalls()
    /// The SQLite VFS of a database in the folder; the system's where it is `nil`.
    var sqliteVFS: String?

    /// Opens the database, which may be without tables; one in the folder is made where it is
    /// missing.
    func openDatabase() throws -> any Database {
        guard let url = location.database else {
            try makeFolder()
            return try SQLiteDatabase(path: location.databasePath, vfs: sqliteVFS)
        }
        var postgresql = PostgreSQLSettings()
        postgresql.maxConnections = settings.databaseConnections
        postgresql.patience = settings.databasePatience
        return try PostgreSQLDatabase(url: url.text, settings: postgresql)
    }

    /// Opens the blobs; what is missing of the folder is made.
    func openBlobs() throws -> any BlobStore {
        guard let url = location.blobs else {
            return try FileBlobStore(folder: location.folder, calls: fileCalls)
        }
        try makeFolder()
        var s3 = S3Settings()
        s3.maxCacheBytes = settings.cacheBytes
        return try S3BlobStore(
            url: url.text, credentials: try credentials(), cacheFolder: location.cacheFolder,
            settings: s3)
    }

    private func credentials() throws -> AWSCredentials {
        do {
            return try AWSCredentials(environment: ProcessInfo.processInfo.environment)
        } catch {
            throw StorageError(
                .unavailable, "There are no keys for the bucket.", path: location.blobsDescription,
                cause: error)
        }
    }

    /// Whether there may be a store, as far as the folder tells; for what a database holds
    /// see `SchemaState`.
    func hasFiles() -> Bool {
        let files = FileManager.default
        guard location.database != nil else {
            return files.fileExists(atPath: location.databasePath)
        }
        return location.blobs != nil || files.fileExists(atPath: location.folder + "/blobs")
    }

    /// For the owner alone, and durably: what is acknowledged in it lasts no longer than its name.
    private func makeFolder() throws {
        do {
            try fileCalls.makeFolders(location.folder)
        } catch let error as StorageError where error.code == .unavailable {
            throw StorageError(
                .unavailable, "The data folder cannot be made. Name another with --data.",
                path: location.folder, cause: error)
        }
    }
}
