internal import Foundation
internal import Synchronization

/// An S3 server on loopback that ends with this process; its objects are in its memory.
///
/// It refuses what Amazon refuses: a wrong signature, a body that is not the one that was signed or
/// summed, a clock that is wrong. A test may have it answer wrongly with `inject`.
public final class S3Server: Sendable {
    /// Keys that sign requests.
    public struct Keys: Sendable {
        /// The public half.
        public let accessKeyID: String
        /// The secret half, with characters that a URL must escape.
        public let secretAccessKey: String
        /// What each request must carry besides, with the keys of a role.
        public let sessionToken: String?
    }

    /// Where it listens, on 127.0.0.1 alone.
    public let port: UInt16
    /// Where a bucket is the first folder of the path: `http://127.0.0.1:PORT`.
    public var endpoint: String { "http://127.0.0.1:\(port)" }
    /// Where a bucket is the first part of the host's name: `http://localhost:PORT`. libcurl finds
    /// `bucket.localhost` without a name server; the system's own look-up does not.
    public var virtualHostEndpoint: String { "http://localhost:\(port)" }
    /// The one region that requests may be signed for.
    public let region: String
    /// Keys that last.
    public let keys: Keys
    /// Keys that need their session token.
    public let temporaryKeys: Keys

    /// The public half of the keys that last.
    public var accessKeyID: String { keys.accessKeyID }
    /// The secret half of the keys that last.
    public var secretAccessKey: String { keys.secretAccessKey }

    private let process: OrderlyProcess
    private let bucketCount = Mutex(0)

    private static let theShared = Result { try S3Server() }

    /// One server for the whole process, started at the first use.
    public static func shared() throws -> S3Server { try theShared.get() }

    /// Starts a server of the caller's own. It takes about a second.
    ///
    /// - Throws: `TestServerError` that says what to install.
    public init() throws {
        process = try OrderlyProcess([
            TestPython.path(), "-EsB", Self.script, "\(LoopbackPort.free())",
        ])
        let greeting = try process.answer(as: Greeting.self)
        port = greeting.port
        region = greeting.region
        keys = Keys(
            accessKeyID: greeting.accessKeyID, secretAccessKey: greeting.secretAccessKey,
            sessionToken: nil)
        temporaryKeys = Keys(
            accessKeyID: greeting.temporaryAccessKeyID,
            secretAccessKey: greeting.temporarySecretAccessKey,
            sessionToken: greeting.sessionToken)
    }

    /// Makes a new, empty bucket and returns its name. No name is the beginning of another.
    public func makeBucket() throws -> String {
        let number = bucketCount.withLock { count in
            count += 1
            return count
        }
        let name = "bucket-\(number)-of-tests"
        try order(["order": "makeBucket", "name": name])
        return name
    }

    /// Puts an object where no client has, as whoever damages a bucket.
    public func put(_ bytes: [UInt8], as key: String, in bucket: String) throws {
        let content = Data(bytes).base64EncodedString()
        try order(["order": "putObject", "bucket": bucket, "key": key, "content": content])
    }

    /// The keys of a bucket's objects, in order.
    public func objects(in bucket: String) throws -> [String] {
        try order(["order": "keys", "bucket": bucket])
    }

    /// The keys of the multipart uploads that are neither completed nor aborted.
    public func uploads(in bucket: String) throws -> [String] {
        try order(["order": "uploads", "bucket": bucket])
    }

    /// What was asked of a bucket so far, as `METHOD /bucket/key?query STATUS`; the status is `cut`
    /// where a fault cut the answer off.
    public func requests(of bucket: String) throws -> [String] {
        try order(["order": "requests", "bucket": bucket])
    }

    /// Has the next requests that the fault is meant for fail. Faults of tests that share a server
    /// should name their bucket in `uri`.
    public func inject(_ fault: S3Fault) throws {
        try order(fault.order)
    }

    /// Forgets the faults that wait.
    public func clearFaults() throws {
        try order(["order": "clearFaults"])
    }

    @discardableResult
    private func order(_ order: [String: any Sendable]) throws -> [String] {
        let outcome = try process.obey(order, as: Outcome.self)
        guard let error = outcome.error else { return outcome.result ?? [] }
        throw TestServerError("the S3 server of the tests refuses an order: \(error)")
    }

    private static var repository: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
    }

    private static var script: String {
        repository.appendingPathComponent("Tests/TestServers/s3server/server.py").path
    }

    private struct Greeting: Decodable {
        let port: UInt16
        let region: String
        let accessKeyID: String
        let secretAccessKey: String
        let temporaryAccessKeyID: String
        let temporarySecretAccessKey: String
        let sessionToken: String
    }

    private struct Outcome: Decodable {
        let result: [String]?
        let error: String?
    }
}
