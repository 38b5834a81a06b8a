import API
import Foundation
import FoundationNetworking
import Hashing
import Ingest
import Sharing
import Storage
import StoreTestSupport
import TestSupport
import XCTest

/// Every way by which bytes of a document leave, as somebody meets it who gets marked copies
/// alone.
class WaysOutTests: StoreTestCase {
    /// A document whose copies are marked for all but its owners, and a member who is its admin.
    private func serving(_ body: (FactifyServer, Receipt) throws -> Void) throws {
        let server = try FactifyServer(makeTestStore())
        defer { server.stop() }
        let receipt = try server.test.add("contract-tagged")
        try server.test.readAll()
        try server.test.store.database.write { db in
            try db.execute(
                """
                INSERT INTO grants (document_id, subject_id, role, granted_by, created_at)
                VALUES ($1, $2, 'admin', $3, 0)
                """, [receipt.documentID, server.member.subject.id, server.owner.subject.id])
        }
        try body(server, receipt)
    }

    private func require(_ server: FactifyServer) throws {
        try server.context.operations.requireOrganizationWatermark(
            WatermarkRequirement(Watermark(lines: ["Required for {viewer}"])),
            as: server.owner.subject)
    }

    /// Follows a link, and where it leads.
    private func open(_ url: String, _ server: FactifyServer) throws -> FactifyServer.Answer {
        let path = String(url.dropFirst(server.url.utf8.count))
        let answer = try server.send("GET", path, as: nil)
        guard let place = answer.headers["location"] else { return answer }
        let bytes = Array(try Data(contentsOf: XCTUnwrap(URL(string: place))))
        return FactifyServer.Answer(status: 200, headers: answer.headers, body: bytes)
    }

    func testNoAddressAnswersTheBytes() throws {
        try serving { server, receipt in
            try self.require(server)
            let (document, version) = (receipt.documentID, receipt.versionID)
            let v1 = "/v1/documents/\(document)"
            let beta = "/v1beta/documents/\(document)"
            let paths = [
                v1, "\(v1)/content", "\(v1)/versions", "\(v1)/versions/\(version)",
                "\(v1)/export", "\(v1)/timeline", "\(v1)/duplicates",
                beta, "\(beta)/versions", "/v1beta/versions/\(version)",
                "/v1beta/versions/\(version)/record", "\(beta)/export", "\(beta)/timeline",
                "\(beta)/duplicates",
            ]
            for path in paths {
                let answer = try server.get(path, as: server.member)
                XCTAssertEqual(answer.status, 200, path)
                XCTAssertEqual(answer.headers["content-type"], "application/json", path)
                XCTAssertFalse(
                    String(decoding: answer.body, as: UTF8.self).contains("/links/versions/"), path)
            }
        }
    }

    func testExportsOfBothDialectsAreMarked() throws {
        try serving { server, receipt in
            try self.require(server)
            for dialect in ["v1", "v1beta"] {
                for query in ["", "?version_id=\(receipt.versionID)"] {
                    let path = "/\(dialect)/documents/\(receipt.documentID)/export\(query)"
                    let answer = try server.get(path, as: server.member)
                    let copy = try self.open(XCTUnwrap(answer.text("url")), server)
                    XCTAssertEqual(copy.status, 200)
                    XCTAssertNotEqual(SHA256.digest(of: copy.body), receipt.digest)
                    let texts = try PDFText.pages(of: copy.body)
                    XCTAssertEqual(texts.count, 4)
                    for text in texts { XCTAssertTrue(text.contains("Required for Member"), text) }
                }
            }
        }
    }

    func testOwnersExportTheBytesThemselves() throws {
        try serving { server, receipt in
            try self.require(server)
            let answer = try server.get("/v1/documents/\(receipt.documentID)/export")
            let copy = try self.open(XCTUnwrap(answer.text("url")), server)
            XCTAssertEqual(SHA256.digest(of: copy.body), receipt.digest)
        }
    }

    func testLinksOfBeforeAreRefused() throws {
        try serving { server, receipt in
            let operations = server.context.operations
            let owner = server.owner.subject
            let plain = try operations.export(
                receipt.documentID, version: nil, lifetime: nil, as: owner)
            let once = try operations.exportOnce(
                receipt.documentID, version: nil, lifetime: nil, as: owner)
            let picture = try operations.exportThumbnail(
                of: receipt.documentID, version: nil, page: 1, lifetime: nil, as: owner)
            try self.require(server)
            XCTAssertEqual(try server.send("GET", plain.path, as: nil).status, 403)
            let head = try RawClient(port: server.port).exchange(
                "HEAD \(plain.path) HTTP/1.1\r\nHost: a\r\n\r\n", toHead: true)
            XCTAssertEqual(head.status, 403)
            XCTAssertEqual(try server.send("POST", once.path, as: nil).status, 403)
            XCTAssertEqual(try server.send("GET", picture.path, as: nil).status, 403)
        }
    }

    /// The signature is for the path: a link to a copy opens nothing else.
    func testLinksToCopiesOpenNothingElse() throws {
        try serving { server, receipt in
            try self.require(server)
            let link = try server.context.operations.export(
                receipt.documentID, version: nil, lifetime: nil, as: server.member.subject)
            let query = link.path.drop { $0 != "?" }
            for path in ["/links/versions/\(receipt.versionID)", "/links/issued/\(IssuedFileID())"]
            {
                XCTAssertEqual(try server.send("GET", path + query, as: nil).status, 403)
            }
        }
    }

    // MARK: - Asking for a mark

    func testExportTakesAWatermark() throws {
        try serving { server, receipt in
            let mark = "%7B%22lines%22:%5B%22Copy%20for%20%7Bviewer%7D%22%5D%7D"
            for dialect in ["v1", "v1beta"] {
                let answer = try server.get(
                    "/\(dialect)/documents/\(receipt.documentID)/export"
                        + "?watermark=\(mark)&for=bob@example.org")
                let copy = try self.open(XCTUnwrap(answer.text("url")), server)
                for text in try PDFText.pages(of: copy.body) {
                    XCTAssertTrue(text.contains("Copy for bob@example.org"), text)
                }
            }
        }
    }

    func testWrongWatermarkIsExplained() throws {
        try serving { server, receipt in
            let answer = try server.get(
                "/v1beta/documents/\(receipt.documentID)/export"
                    + "?watermark=%7B%22lines%22:%5B%22%7Bwho%7D%22%5D%7D")
            assertRefused(
                answer, 400, "invalid_argument", "invalid_field_value", "watermark")
            XCTAssertEqual(answer.text("message")?.contains("{viewer}"), true)
        }
    }

    func testCopiesHaveRangesAndTags() throws {
        try serving { server, receipt in
            guard Self.engine == .embedded else { return }
            try self.require(server)
            let link = try server.context.operations.export(
                receipt.documentID, version: nil, lifetime: nil, as: server.member.subject)
            let part = try server.send("GET", link.path, as: nil, ["Range": "bytes=0-4"])
            XCTAssertEqual(part.status, 206)
            XCTAssertEqual(part.body, Array("%PDF-".utf8))
            let tag = try XCTUnwrap(part.headers["etag"])
            XCTAssertEqual(
                try server.send("GET", link.path, as: nil, ["If-None-Match": tag]).status, 304)
            XCTAssertEqual(
                part.headers["content-disposition"]?.contains("contract-tagged.pdf"), true)
        }
    }

    func testMissingGlyphsAreInTheLogByNumber() throws {
        try serving { server, receipt in
            let mark = "%7B%22lines%22:%5B%22%F0%9F%A7%BF%22%5D%7D"
            _ = try server.get("/v1/documents/\(receipt.documentID)/export?watermark=\(mark)")
            let entry = try XCTUnwrap(server.log.entries.wait(for: 1, "a line of the log").first)
            XCTAssertEqual(entry.errorCode, "missing_glyphs")
            XCTAssertEqual(
                entry.failure, "No installed font has U+1F9FF. Install one that does.")
        }
    }
}

final class WaysOutOnDistributedEngineTests: WaysOutTests {
    override class var engine: TestEngine { .distributed }

    func testEngineIsTheDistributedOne() { XCTAssertEqual(Self.engine, .distributed) }
}
