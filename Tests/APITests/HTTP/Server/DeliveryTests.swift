import API
import Foundation
import Hashing
import Storage
import TestSupport
import XCTest

final class DeliveryTests: XCTestCase {
    private static let text = "0123456789"
    private static let tag = "\"\(SHA256.digest(of: Array(text.utf8)).hex)\""

    private func makeServer(fileName: String = "Größe \"1\".pdf") throws -> TestHTTPServer {
        let folder = try TemporaryFolder()
        let path = folder.path("blob")
        try Data(Self.text.utf8).write(to: URL(fileURLWithPath: path))
        let digest = SHA256.digest(of: Array(Self.text.utf8))
        let delivery = ContentDelivery()
        return try TestHTTPServer([
            .plain(.get, "/v1/content", runs: .inline) { [folder] request in
                let descriptor = open(folder.path("blob"), O_RDONLY | O_CLOEXEC)
                let blob = try OpenBlob(takingOwnership: descriptor)
                return try delivery.response(
                    to: request,
                    with: Content(
                        blob: blob, digest: digest, mediaType: "application/pdf",
                        fileName: fileName, cacheControl: "private"))
            }
        ])
    }

    func testSendsAllWithWhatDescribesIt() throws {
        let answer = try makeServer().get("/v1/content")
        XCTAssertEqual(answer.status, 200)
        XCTAssertEqual(answer.text, Self.text)
        XCTAssertEqual(answer.headers["etag"], Self.tag)
        XCTAssertEqual(answer.headers["accept-ranges"], "bytes")
        XCTAssertEqual(answer.headers["content-type"], "application/pdf")
        XCTAssertEqual(answer.headers["cache-control"], "private")
        // As `openssl dgst -sha256 -binary | base64` has it.
        let digest = "hNiYd/DUBB77a/kaFvAkjy/Vc+avBcGflr7bn4gveII="
        XCTAssertEqual(answer.headers["repr-digest"], "sha-256=:\(digest):")
        XCTAssertEqual(answer.headers["digest"], "sha-256=\(digest)")
        XCTAssertEqual(
            answer.headers["content-disposition"],
            "attachment; filename=\"Gr__e _1_.pdf\"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%221%22.pdf"
        )
    }

    func testSendsParts() throws {
        let server = try makeServer()
        for (range, text, stated) in [
            ("bytes=0-0", "0", "bytes 0-0/10"), ("bytes=2-4", "234", "bytes 2-4/10"),
            ("bytes=7-", "789", "bytes 7-9/10"), ("bytes=7-100", "789", "bytes 7-9/10"),
            ("bytes=-3", "789", "bytes 7-9/10"), ("bytes=-100", Self.text, "bytes 0-9/10"),
        ] {
            let answer = try server.get("/v1/content", "Range: \(range)\r\n")
            XCTAssertEqual(answer.status, 206, range)
            XCTAssertEqual(answer.text, text, range)
            XCTAssertEqual(answer.headers["content-range"], stated, range)
        }
    }

    func testAnswersHeadWithoutBytes() throws {
        let client = try makeServer().client()
        for _ in 0..<2 {
            let answer = try client.exchange(
                "HEAD /v1/content HTTP/1.1\r\nHost: a\r\nRange: bytes=2-4\r\n\r\n", toHead: true)
            XCTAssertEqual(answer.status, 200)
            XCTAssertEqual(answer.headers["content-length"], "10")
            XCTAssertEqual(answer.headers["etag"], Self.tag)
        }
    }

    func testAnswersConditions() throws {
        let server = try makeServer()
        let tag = Self.tag
        for (headers, status) in [
            ("If-None-Match: \(tag)", 304), ("If-None-Match: W/\(tag)", 304),
            ("If-None-Match: *", 304), ("If-None-Match: \"a,b\", \(tag)", 304),
            ("If-None-Match: \"other\"", 200), ("If-Match: \(tag)", 200), ("If-Match: *", 200),
            ("If-Match: \"other\"", 412), ("If-Match: W/\(tag)", 412),
            ("Range: bytes=1-2\r\nIf-Range: \(tag)", 206),
            ("Range: bytes=1-2\r\nIf-Range: \"other\"", 200),
            ("Range: bytes=1-2\r\nIf-Range: W/\(tag)", 200),
            ("Range: bytes=1-2\r\nIf-Range: Sat, 01 Jan 2028 00:00:00 GMT", 200),
            ("Range: bytes=10-", 416), ("Range: bytes=-0", 416),
            ("Range: bytes=1-2,4-5", 200), ("Range: bytes=2-1", 200), ("Range: lines=1-2", 200),
            ("Range: bytes=a-b", 200), ("Range: bytes=--1", 200),
        ] {
            XCTAssertEqual(try server.get("/v1/content", headers + "\r\n").status, status, headers)
        }
    }

    func testStatesTheSizeWhenARangeIsNotThere() throws {
        let answer = try makeServer().get("/v1/content", "Range: bytes=10-\r\n")
        XCTAssertEqual(answer.headers["content-range"], "bytes */10")
    }

    func testLeavesNoDescriptorOpen() throws {
        let server = try makeServer()
        let client = try server.client()
        _ = try client.exchange("GET /v1/content HTTP/1.1\r\nHost: a\r\n\r\n")
        let before = try openDescriptors()
        for _ in 0..<100 {
            _ = try client.exchange("GET /v1/content HTTP/1.1\r\nHost: a\r\n\r\n")
            client.send("GET /v1/content HTTP/1.1\r\nHost: a\r\nRange: bytes=1-1\r\n\r\n")
            _ = try client.answer()
        }
        try eventually("the descriptors are closed") { try openDescriptors() <= before }
    }
}

extension SHA256 {
    fileprivate static func digest(of bytes: [UInt8]) -> Digest {
        var hash = SHA256()
        bytes.withUnsafeBytes { hash.update($0) }
        return hash.finalize()
    }
}
