import API
import Ingest
import Sharing
import Storage
import StoreTestSupport
import XCTest

/// A server of links and S3 over a store.
final class LinkServer {
    let test: TestStore
    let operations: DocumentOperations
    let server: HTTPServer
    let port: UInt16
    let log = RecordingLog()

    init(_ test: TestStore, redirectsToS3: Bool = true) throws {
        self.test = test
        operations = DocumentOperations(
            store: test.store, duplicateSearch: test.duplicates, copies: test.copies)
        var settings = HTTPServerSettings()
        settings.listen = .loopback(port: 0)
        settings.blockingThreads = 4
        let blobs = test.store.blobs
        let links = LinkSurface(
            operations: operations, blobs: blobs, redirectsToS3: redirectsToS3)
        let s3 = S3Surface(operations: operations, blobs: blobs, bucket: S3Bucket(origin: ""))
        server = HTTPServer(
            settings: settings, router: Router([links.surface, s3.surface]), log: log)
        port = try server.start().port
    }

    deinit { server.drain(within: .seconds(5)) }

    var origin: String { "http://127.0.0.1:\(port)" }

    var owner: Subject {
        Subject(
            id: .user(test.store.founders.owner), organization: test.store.organization,
            role: .owner, name: "Owner")
    }

    /// Sends a request of its own connection.
    func send(
        _ method: String, _ target: String, _ headers: String = "", body: String = ""
    ) throws -> RawClient.Answer {
        let length = body.isEmpty ? "" : "Content-Length: \(body.utf8.count)\r\n"
        return try RawClient(port: port).exchange(
            "\(method) \(target) HTTP/1.1\r\nHost: a\r\n\(headers)\(length)\r\n\(body)",
            toHead: method == "HEAD")
    }

    func upload(_ title: String, _ content: String = "%PDF-1.7 of some bytes") throws -> Receipt {
        let upload = try operations.beginUpload(as: owner)
        try Array(content.utf8).withUnsafeBytes { try upload.write($0) }
        return try upload.finish(
            as: .document(DocumentDetails(title: title)), fileName: "\(title).pdf")
    }

    func export(_ receipt: Receipt) throws -> String {
        try operations.export(receipt.documentID, version: nil, lifetime: nil, as: owner).path
    }

    func events(_ document: DocumentID) throws -> [TimelineEvent] {
        try operations.timeline(of: document, after: nil, limit: 100, as: owner).events
    }

    /// What there is of documents, rows and bytes.
    func contents() throws -> [Int] {
        var blobs = 0
        try test.store.blobs.forEach { _, _ in blobs += 1 }
        return try ["documents", "versions", "jobs", "uploads"].map(test.count) + [blobs]
    }
}
