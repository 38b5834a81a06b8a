import Hashing
import Ingest
import Sharing
import Storage
import StoreTestSupport
import TestSupport
import XCTest

final class LinkSurfaceTests: StoreTestCase {
    private func make() throws -> (LinkServer, Receipt) {
        let server = try LinkServer(try makeTestStore())
        return (server, try server.upload("Über \"uns\""))
    }

    private func downloads(_ server: LinkServer, _ receipt: Receipt) throws -> [TimelineEvent] {
        try server.events(receipt.documentID).filter { $0.kind == .documentDownloaded }
    }

    func testDownload() throws {
        let (server, receipt) = try make()
        let answer = try server.send("GET", try server.export(receipt))
        XCTAssertEqual(answer.status, 200)
        XCTAssertEqual(answer.text, "%PDF-1.7 of some bytes")
        XCTAssertEqual(answer.headers["content-type"], "application/pdf")
        XCTAssertEqual(answer.headers["etag"], "\"\(receipt.digest.hex)\"")
        XCTAssertEqual(answer.headers["cache-control"], "private, no-store")
        XCTAssertEqual(answer.headers["referrer-policy"], "no-referrer")
        XCTAssertEqual(
            answer.headers["content-disposition"],
            "attachment; filename=\"_ber _uns_.pdf\"; filename*=UTF-8''%C3%9Cber%20%22uns%22.pdf")
        XCTAssertEqual(try downloads(server, receipt).map { $0.payload["client"] }, ["127.0.0.1"])
    }

    func testHeadIsNoUse() throws {
        let (server, receipt) = try make()
        let answer = try server.send("HEAD", try server.export(receipt))
        XCTAssertEqual(answer.status, 200)
        XCTAssertEqual(answer.headers["content-length"], "22")
        XCTAssertEqual(try downloads(server, receipt).count, 0)
    }

    func testRanges() throws {
        let (server, receipt) = try make()
        let link = try server.export(receipt)
        let answer = try server.send("GET", link, "Range: bytes=5-7\r\n")
        XCTAssertEqual(answer.status, 206)
        XCTAssertEqual(answer.text, "1.7")
        XCTAssertEqual(answer.headers["content-range"], "bytes 5-7/22")
        _ = try server.send("GET", link, "Range: bytes=8-9\r\n")
        XCTAssertEqual(try downloads(server, receipt).count, 1)
        XCTAssertEqual(try server.send("GET", link, "Range: bytes=99-\r\n").status, 416)
        let known = "If-None-Match: \"\(receipt.digest.hex)\"\r\n"
        XCTAssertEqual(try server.send("GET", link, known).status, 304)
        XCTAssertEqual(try downloads(server, receipt).count, 1)
    }

    func testAnyHostMayStandBefore() throws {
        let (server, receipt) = try make()
        let link = try server.export(receipt)
        XCTAssertEqual(try server.send("GET", "http://documents.example" + link).status, 200)
    }

    func testRefusalsSayOneThing() throws {
        let (server, receipt) = try make()
        let link = try server.export(receipt)
        let invalid = try server.send("GET", link + "a")
        XCTAssertEqual(invalid.status, 403)
        XCTAssertEqual(
            invalid.text,
            "This link is not valid. Check that it is whole, or ask for a new one.\n")
        XCTAssertEqual(invalid.headers["content-type"], "text/plain; charset=utf-8")
        let (path, query) = (link.prefix { $0 != "?" }, link.drop { $0 != "?" })
        for (method, target) in [
            ("POST", link), ("PUT", link), ("DELETE", link), ("GET", String(path)),
            ("GET", "/links/versions/\(VersionID())\(query)"), ("GET", "/links/nothing"),
            ("GET", "/links/versions/x\(query)"), ("GET", "\(path)/pages/1/thumbnail\(query)"),
            ("PUT", "/links/uploads/\(UploadID())\(query)"),
        ] {
            let answer = try server.send(method, target)
            XCTAssertEqual(answer.status, 403, "\(method) \(target)")
            XCTAssertEqual(answer.text, invalid.text, "\(method) \(target)")
        }
    }

    func testRevokedLink() throws {
        let (server, receipt) = try make()
        let link = try server.export(receipt)
        try server.operations.revokeLinks(of: receipt.documentID, as: server.owner)
        let answer = try server.send("GET", link)
        XCTAssertEqual(answer.status, 403)
        XCTAssertEqual(answer.text, "This link was revoked. Ask for a new one.\n")
    }

    func testTrashedDocumentIsAsGoodAsNone() throws {
        let (server, receipt) = try make()
        let link = try server.export(receipt)
        try server.operations.trash(receipt.documentID, as: server.owner)
        XCTAssertTrue(try server.send("GET", link).text.contains("is not valid"))
    }

    func testOneTimeLink() throws {
        let (server, receipt) = try make()
        let link = try server.operations.exportOnce(
            receipt.documentID, version: nil, lifetime: nil, as: server.owner
        ).path
        for _ in 0..<2 {
            let page = try server.send("GET", link)
            XCTAssertEqual(page.status, 200)
            XCTAssertTrue(page.text.contains("<form method=\"post\">"))
            XCTAssertTrue(page.text.contains("Über \"uns\""))
        }
        XCTAssertEqual(try downloads(server, receipt).count, 0)
        let answer = try server.send(
            "POST", link, "Content-Type: application/x-www-form-urlencoded\r\n", body: "a=b")
        XCTAssertEqual(answer.status, 200)
        XCTAssertEqual(answer.text, "%PDF-1.7 of some bytes")
        XCTAssertEqual(try downloads(server, receipt).count, 1)
        XCTAssertEqual(
            try server.send("POST", link).text, "This link was used already. Ask for a new one.\n")
    }

    func testPageEscapesTitles() throws {
        let server = try LinkServer(try makeTestStore())
        let receipt = try server.upload("<script>&")
        let link = try server.operations.exportOnce(
            receipt.documentID, version: nil, lifetime: nil, as: server.owner
        ).path
        XCTAssertTrue(try server.send("GET", link).text.contains("&lt;script&gt;&amp;"))
    }

    func testThumbnail() throws {
        let server = try LinkServer(try makeTestStore())
        let receipt = try server.test.add("price-list")
        try server.test.readAll()
        let link = try server.operations.exportThumbnail(
            of: receipt.documentID, version: nil, page: 1, lifetime: nil, as: server.owner)
        let answer = try server.send("GET", link.path)
        XCTAssertEqual(answer.status, 200)
        XCTAssertEqual(answer.headers["content-type"], "image/jpeg")
        XCTAssertEqual(Array(answer.body.prefix(2)), [0xff, 0xd8])
        let version = try server.test.version(receipt)
        let pages = try XCTUnwrap(server.test.store.records.record(of: version)).pages
        XCTAssertEqual(SHA256.digest(of: Array(answer.body)), pages[0].thumbnail)
        let absent = try server.operations.exportThumbnail(
            of: receipt.documentID, version: nil, page: 999, lifetime: nil, as: server.owner)
        XCTAssertEqual(try server.send("GET", absent.path).status, 403)
    }

    func testUploadOfBytesThatAreBeingRemovedIsSentAgain() throws {
        let server = try LinkServer(try makeTestStore())
        let link = try server.operations.uploadLink(
            for: server.operations.expectUpload(as: server.owner)
        ).path
        try server.test.condemn(Array("%PDF-1.7 sent".utf8))
        XCTAssertEqual(try server.send("PUT", link, body: "%PDF-1.7 sent").status, 503)
        try server.test.removeCondemned()
        XCTAssertEqual(try server.send("PUT", link, body: "%PDF-1.7 sent").status, 201)
        XCTAssertTrue(try StoreVerification(store: server.test.store).run().isSound)
    }

    func testUpload() throws {
        let server = try LinkServer(try makeTestStore())
        let upload = try server.operations.expectUpload(title: "Lease", as: server.owner)
        let link = try server.operations.uploadLink(for: upload).path
        let answer = try server.send("PUT", link, body: "%PDF-1.7 sent")
        XCTAssertEqual(answer.status, 201, answer.text)
        let version = try XCTUnwrap(
            server.operations.upload(upload.id, as: server.owner).version)
        XCTAssertTrue(answer.text.contains("\"version_id\":\"\(version)\""), answer.text)
        XCTAssertEqual(try server.send("PUT", link, body: "%PDF-1.7 sent").status, 403)
    }

    func testRefusedUploadLeavesNothing() throws {
        let server = try LinkServer(try makeTestStore())
        let upload = try server.operations.expectUpload(maxBytes: 30, as: server.owner)
        let link = try server.operations.uploadLink(for: upload).path
        let before = try server.contents()
        XCTAssertEqual(try server.send("PUT", link, body: "no PDF").status, 400)
        XCTAssertEqual(
            try server.send("PUT", link, body: "%PDF-" + String(repeating: "a", count: 30)).status,
            400)
        XCTAssertEqual(try server.contents(), before)
        XCTAssertEqual(try server.send("PUT", link, body: "%PDF-1.7 sent").status, 201)
    }

    func testSignaturesAreNotLogged() throws {
        let (server, receipt) = try make()
        let link = try server.export(receipt)
        _ = try server.send("GET", link)
        let entry = try XCTUnwrap(server.log.entries.wait(for: 1, "a line of the log").first)
        XCTAssertFalse("\(entry)".contains("signature"))
    }
}

/// Links on the engine whose bytes are in S3.
final class LinkRedirectTests: StoreTestCase {
    override class var engine: TestEngine { .distributed }

    func testDownloadLeadsToS3() throws {
        let server = try LinkServer(try makeTestStore())
        let receipt = try server.upload("Lease")
        let answer = try server.send("GET", try server.export(receipt))
        XCTAssertEqual(answer.status, 307)
        XCTAssertEqual(answer.headers["cache-control"], "private, no-store")
        let place = try XCTUnwrap(answer.headers["location"])
        XCTAssertTrue(place.contains("X-Amz-Expires=60&"))
        let fetched = try S3Clients.fetch(place)
        XCTAssertEqual(fetched.status, 200)
        XCTAssertEqual(fetched.sha256, receipt.digest.hex)
        XCTAssertTrue(place.contains("response-content-type=application%2Fpdf"))
        XCTAssertTrue(
            place.contains("response-content-disposition=attachment%3B%20filename%3D%22Lease.pdf"))
        XCTAssertEqual(
            try server.events(receipt.documentID).filter { $0.kind == .documentDownloaded }.count,
            1)
    }

    func testOneTimeLinkLeadsToS3() throws {
        let server = try LinkServer(try makeTestStore())
        let receipt = try server.upload("Lease")
        let link = try server.operations.exportOnce(
            receipt.documentID, version: nil, lifetime: nil, as: server.owner)
        XCTAssertEqual(try server.send("POST", link.path).status, 303)
        XCTAssertEqual(try server.send("POST", link.path).status, 403)
    }

    func testServerSendsBytesItselfWhereItIsTold() throws {
        let server = try LinkServer(try makeTestStore(), redirectsToS3: false)
        let receipt = try server.upload("Lease")
        let answer = try server.send("GET", try server.export(receipt))
        XCTAssertEqual(answer.status, 200)
        XCTAssertEqual(answer.text, "%PDF-1.7 of some bytes")
    }
}
