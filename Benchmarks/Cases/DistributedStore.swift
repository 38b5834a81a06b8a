import Foundation
import Ingest
import Storage
import TestServers

/// A new store on PostgreSQL and S3, and the workers on it.
struct DistributedStore {
    let store: Store
    private let scratch: ScratchFolder
    private let databaseURL: String
    private let blobsURL: String

    /// Makes a database and a bucket; sets the keys in this process's environment, from
    /// which the store and the workers take them.
    init(postgresql: PostgreSQLServer, s3: S3Server) throws {
        scratch = try ScratchFolder()
        databaseURL = try postgresql.makeDatabase()
        let bucket = try s3.makeBucket()
        blobsURL =
            "s3://\(bucket)?endpoint=\(s3.endpoint)&region=\(s3.region)&path-style=true"
        setenv("AWS_ACCESS_KEY_ID", s3.accessKeyID, 1)
        setenv("AWS_SECRET_ACCESS_KEY", s3.secretAccessKey, 1)
        let location = StoreLocation(
            folder: scratch.path + "/adding", database: DatabaseURL(databaseURL),
            blobs: BlobsURL(blobsURL))
        store = try Store(location: location, creating: true)
    }

    /// Adds documents that wait to be read.
    func add(_ count: Int, of mix: DocumentMix) throws {
        let inbox = scratch.path + "/inbox"
        try FileManager.default.createDirectory(
            atPath: inbox, withIntermediateDirectories: true)
        for path in try mix.write(count, to: inbox) { _ = try store.intake.add(path: path) }
    }

    /// Starts `muniment worker --workers 1` with a cache of its own.
    func startWorker(_ number: Int) throws -> Process {
        let worker = Process()
        worker.executableURL = URL(fileURLWithPath: Product.path)
        worker.arguments = [
            "worker", "--workers", "1", "--data", "\(scratch.path)/worker-\(number)",
            "--database", databaseURL, "--blobs", blobsURL,
        ]
        worker.standardError = FileHandle.nullDevice
        try worker.run()
        return worker
    }

    /// How many pages were read, and how many documents are not ready.
    func outcome() throws -> (pages: Int, unread: Int) {
        let row = try store.database.read { db in try db.query(Self.selectOutcome)[0] }
        return (try row.int("pages"), try row.int("unread"))
    }

    private static let selectOutcome = """
        SELECT
            (SELECT COUNT(*) FROM pages) AS pages,
            (SELECT COUNT(*) FROM versions WHERE state <> 'ready') AS unread
        """
}
