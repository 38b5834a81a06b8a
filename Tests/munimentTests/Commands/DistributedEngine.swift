import TestServers

/// A new place on the PostgreSQL and S3 servers of the tests.
struct DistributedEngine {
    let databaseURL: String
    let blobsURL: String
    /// The keys of the bucket.
    let environment: [String: String]

    init() throws {
        let server = try S3Server.shared()
        databaseURL = try PostgreSQLServer.shared().makeDatabase()
        blobsURL =
            "s3://\(try server.makeBucket())?endpoint=\(server.endpoint)&region=\(server.region)"
        environment = [
            "AWS_ACCESS_KEY_ID": server.accessKeyID,
            "AWS_SECRET_ACCESS_KEY": server.secretAccessKey,
        ]
    }

    /// How a command line names the place.
    var options: String { "--database \(databaseURL) --blobs \(blobsURL)" }

    /// The same place as variables.
    var variables: [String: String] {
        environment.merging(["MUNIMENT_DATABASE": databaseURL, "MUNIMENT_BLOBS": blobsURL]) {
            own, _ in own
        }
    }
}
