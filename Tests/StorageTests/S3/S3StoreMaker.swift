import Foundation
import Signing
import Storage
import TestServers
import TestSupport
import XCTest

/// A bucket and a cache folder of a test's own, and stores on them.
final class S3StoreMaker: Sendable {
    let server: S3Server
    let bucket: String
    /// The cache; goes with the maker.
    let folder: TemporaryFolder

    /// Makes the bucket.
    init() throws {
        server = try S3Server.shared()
        bucket = try server.makeBucket()
        folder = try TemporaryFolder()
    }

    var credentials: AWSCredentials {
        AWSCredentials(
            accessKeyID: server.accessKeyID, secretAccessKey: server.secretAccessKey)
    }

    /// Settings with parts of 5 MiB and short pauses.
    static var quick: S3Settings {
        var settings = S3Settings()
        settings.multipartThreshold = 5 << 20
        settings.partBytes = 5 << 20
        settings.retries.base = .milliseconds(5)
        settings.retries.cap = .milliseconds(20)
        return settings
    }

    /// The address of the bucket, through a proxy where a port is given.
    func url(port: UInt16? = nil, bucket: String? = nil, parameters: String = "") -> String {
        "s3://\(bucket ?? self.bucket)?endpoint=http://127.0.0.1:\(port ?? server.port)"
            + "&region=\(server.region)\(parameters)"
    }

    /// Another store on the bucket; with `cache` it has a folder of its own below the maker's.
    func makeStore(
        url: String? = nil, cache: String = "cache", settings: S3Settings = quick
    ) throws -> S3BlobStore {
        try S3BlobStore(
            url: url ?? self.url(), credentials: credentials, cacheFolder: folder.path(cache),
            settings: settings)
    }

    /// Has requests to this bucket answered wrongly.
    func inject(_ fault: S3Fault) throws {
        try server.inject(fault)
    }
}
