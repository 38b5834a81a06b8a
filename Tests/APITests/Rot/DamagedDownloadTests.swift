import API
import Foundation
import Hashing
import Ingest
import Sharing
import Storage
import StoreTestSupport
import TestSupport
import XCTest

/// What clients get of stored bytes that are wrong: never all of them.
class DamagedDownloadTests: StoreTestCase {
    /// Held in memory, and sent while it is hashed.
    private static let sizes = [100_000, 1_500_000]

    private func makeServer() throws -> LinkServer {
        try LinkServer(makeTestStore(), redirectsToS3: false)
    }

    private func content(_ size: Int, _ word: String) -> String {
        let line = "%PDF-1.7 \(word) "
        return String(repeating: line, count: size / line.utf8.count + 1)
    }

    /// Status and body as far as they came, of a connection of its own.
    private func get(
        _ target: String, from server: LinkServer, _ headers: String = ""
    ) throws -> (status: Int, stated: Int, body: [UInt8]) {
        let client = try RawClient(port: server.port)
        client.send("GET \(target) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\(headers)\r\n")
        let all = Data(try client.rest())
        let end = try XCTUnwrap(all.range(of: Data("\r\n\r\n".utf8)))
        let head = String(decoding: all[..<end.lowerBound], as: UTF8.self)
        let lines = head.components(separatedBy: "\r\n")
        let length = lines.first { $0.lowercased().hasPrefix("content-length:") }
        return (
            Int(lines[0].split(separator: " ")[1]) ?? 0,
            length.flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) } ?? 0,
            Array(all[end.upperBound...])
        )
    }

    func testEveryKindOfRotIsNeverServedWhole() throws {
        let server = try makeServer()
        for size in Self.sizes {
            for rot in Rot.all(on: Self.engine) {
                let text = content(size, "\(rot)")
                let receipt = try server.upload("\(rot) \(size)", text)
                let link = try server.export(receipt)
                try server.test.damage(receipt.digest, by: rot)
                let answer = try get(link, from: server)
                if answer.status == 200 {
                    XCTAssertEqual(answer.stated, text.utf8.count, "\(rot)")
                    XCTAssertLessThan(answer.body.count, text.utf8.count, "\(rot)")
                    XCTAssertGreaterThan(size, 262_144, "\(rot)")
                } else {
                    XCTAssertEqual(answer.status, 500, "\(rot)")
                    XCTAssertTrue(String(decoding: answer.body, as: UTF8.self).contains("heal it"))
                }
                _ = try server.upload("again", text)
                XCTAssertEqual(try get(link, from: server).body, Array(text.utf8), "\(rot)")
            }
        }
    }

    func testPartsCannotBePutTogether() throws {
        let server = try makeServer()
        for rot in Rot.all(on: Self.engine) {
            let receipt = try server.upload("\(rot)", content(600_000, "\(rot)"))
            let link = try server.export(receipt)
            try server.test.damage(receipt.digest, by: rot)
            for range in ["0-9", "300000-", "-10"] {
                let answer = try get(link, from: server, "Range: bytes=\(range)\r\n")
                XCTAssertEqual(answer.status, 500, "\(rot) \(range)")
            }
        }
    }

    func testLogAndMetricsSayWhatIsWrong() throws {
        let server = try makeServer()
        for (number, size) in Self.sizes.enumerated() {
            let receipt = try server.upload("large", content(size, "log"))
            try server.test.damage(receipt.digest, by: .flippedMiddle)
            _ = try get(try server.export(receipt), from: server)
            let entry = try XCTUnwrap(
                server.log.entries.wait(for: number + 1, "a line of the log").last)
            XCTAssertEqual(entry.errorCode, "bytes_damaged")
            XCTAssertEqual(entry.unsoundBlob, UnsoundBlob(receipt.digest, .damaged))
            XCTAssertEqual(entry.failure?.contains(receipt.digest.hex), true)
            XCTAssertEqual(entry.isComplete, entry.status == 500)
            XCTAssertEqual(server.server.metrics.unsoundBlobs(.damaged), number + 1)
        }
        var text = PrometheusText()
        text.add(server.server.metrics)
        XCTAssertTrue(
            text.text.contains("muniment_http_unsound_blobs_total{condition=\"damaged\"} 2\n"))
    }

    func testQuarantinedFileIsMissingToEverybodyUntilItIsUploadedAgain() throws {
        let server = try makeServer()
        let text = content(1_000, "quarantined")
        let receipt = try server.upload("quarantined", text)
        let link = try server.export(receipt)
        try server.test.damage(receipt.digest, by: .flippedLast)
        let store = server.test.store
        let report = try StoreHealing(store, from: []).run(StoreVerification(store: store).run())
        XCTAssertEqual(report.quarantined.map(\.digest), [receipt.digest])
        let answer = try server.send("GET", link)
        XCTAssertEqual(answer.status, 500)
        XCTAssertTrue(answer.text.hasPrefix("The stored file is missing"), answer.text)
        let event = try XCTUnwrap(
            server.events(receipt.documentID).first { $0.kind == .documentVersionQuarantined })
        XCTAssertNil(event.actor)
        XCTAssertEqual(event.version, receipt.versionID)
        XCTAssertEqual(event.payload, ["file": "bytes", "sha256": receipt.digest.hex])
        _ = try server.upload("again", text)
        XCTAssertEqual(try server.send("GET", link).text, text)
    }

    func testDamagedThumbnailIsNotServed() throws {
        let server = try makeServer()
        let receipt = try server.test.add("invoice-2026-0417")
        try server.test.readAll()
        let page = try XCTUnwrap(
            server.test.store.records.record(of: server.test.version(receipt))?.pages.first)
        let link = try server.operations.exportThumbnail(
            of: receipt.documentID, version: nil, page: 1, lifetime: nil, as: server.owner
        ).path
        XCTAssertEqual(try server.send("GET", link).status, 200)
        try server.test.damage(try XCTUnwrap(page.thumbnail), by: .flippedMiddle)
        XCTAssertEqual(try server.send("GET", link).status, 500)
    }

    func testClientOfS3IsToldInItsWords() throws {
        let server = try makeServer()
        let receipt = try server.upload("s3", content(1_000, "s3"))
        try server.test.damage(receipt.digest, by: .flippedMiddle)
        let url = try server.operations.presignedGet(
            key: "versions/\(receipt.versionID).pdf", lifetime: nil,
            in: S3Bucket(origin: "http://a"), as: server.owner)
        let answer = try server.send("GET", String(url.dropFirst("http://a".count)))
        XCTAssertEqual(answer.status, 500)
        XCTAssertTrue(answer.text.contains("<Code>InternalError</Code>"), answer.text)
    }

    func testCurlKnowsThatTheFileIsNotWhole() throws {
        let server = try makeServer()
        let text = content(3_000_000, "curl")
        let receipt = try server.upload("curl", text)
        let url = server.origin + (try server.export(receipt))
        let path = server.test.folder.path("download")
        XCTAssertEqual(try curl(url, to: path), 0)
        XCTAssertEqual(try Data(contentsOf: URL(fileURLWithPath: path)), Data(text.utf8))
        try server.test.damage(receipt.digest, by: .flippedFirst)
        // A connection that ends early, or a status of failure where a bucket is asked anew.
        XCTAssertTrue([18, 22].contains(try curl(url, to: path + "-2")))
        let size = (try? Data(contentsOf: URL(fileURLWithPath: path + "-2")).count) ?? 0
        XCTAssertLessThan(size, text.utf8.count)
    }

    private func curl(_ url: String, to path: String) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/curl")
        process.arguments = ["-sf", "-o", path, url]
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    func testNoDescriptorIsLeftOpen() throws {
        let server = try makeServer()
        let receipt = try server.upload("descriptors", content(600_000, "descriptors"))
        let link = try server.export(receipt)
        try server.test.damage(receipt.digest, by: .flippedLast)
        _ = try get(link, from: server)
        let before = try openDescriptors()
        for _ in 0..<20 {
            _ = try get(link, from: server)
            _ = try get(link, from: server, "Range: bytes=0-9\r\n")
        }
        try eventually("the descriptors are closed") { try openDescriptors() <= before }
    }
}

final class DamagedDownloadOnDistributedEngineTests: DamagedDownloadTests {
    override class var engine: TestEngine { .distributed }

    /// The copy on this machine is wrong, and the bucket is right: the first client sees a
    /// broken connection, the next one the file.
    func testDamagedCopyIsFetchedAgain() throws {
        let server = try LinkServer(makeTestStore(), redirectsToS3: false)
        let text = "%PDF-1.7 " + String(repeating: "of a bucket ", count: 50_000)
        let receipt = try server.upload("cached", text)
        let link = try server.export(receipt)
        XCTAssertEqual(try server.send("GET", link).text, text)
        let cache = server.test.store.location.folder + "/cache"
        for path in try FileManager.default.subpathsOfDirectory(atPath: cache)
        where path.hasSuffix(receipt.digest.hex) {
            var bytes = Array(text.utf8)
            bytes[77] ^= 1
            try FileManager.default.removeItem(atPath: "\(cache)/\(path)")
            try Data(bytes).write(to: URL(fileURLWithPath: "\(cache)/\(path)"))
        }
        XCTAssertThrowsError(try server.send("GET", link))
        XCTAssertEqual(try server.send("GET", link).text, text)
    }
}
