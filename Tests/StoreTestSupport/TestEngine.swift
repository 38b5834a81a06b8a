internal import Foundation
public import Ingest
internal import TestServers
public import TestSupport

/// Where the store of a test is.
public enum TestEngine: Sendable {
    /// SQLite and files.
    case embedded
    /// PostgreSQL and S3, both on this machine.
    case distributed

    /// A place where nothing is stored yet; its folder is `name` in `folder`.
    public func makeLocation(
        in folder: TemporaryFolder, named name: String
    ) throws -> StoreLocation {
        var location = StoreLocation(folder: folder.path(name))
        guard self == .distributed else { return location }
        location.database = DatabaseURL(try PostgreSQLServer.shared().makeDatabase())
        location.blobs = BlobsURL(try Self.makeBucketURL())
        return location
    }

    private static func makeBucketURL() throws -> String {
        let server = try S3Server.shared()
        // A store takes its keys from the environment.
        setenv("AWS_ACCESS_KEY_ID", server.accessKeyID, 1)
        setenv("AWS_SECRET_ACCESS_KEY", server.secretAccessKey, 1)
        let bucket = try server.makeBucket()
        return "s3://\(bucket)?endpoint=\(server.endpoint)&region=\(server.region)&path-style=true"
    }
}
