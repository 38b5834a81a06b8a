import Ingest
import Sharing
import StoreTestSupport
import XCTest

final class EntryPageRouteTests: StoreTestCase {
    private func serving(_ body: (FactifyServer, String) throws -> Void) throws {
        let server = try FactifyServer(makeTestStore())
        defer { server.stop() }
        try body(server, try server.makeDocument("Lease"))
    }

    private func text(_ answer: FactifyServer.Answer, _ server: FactifyServer) throws -> String {
        XCTAssertEqual(answer.status, 200)
        XCTAssertEqual(answer.members(), ["download_url"])
        let url = try XCTUnwrap(answer.text("download_url"))
        let page = try server.send("GET", String(url.dropFirst(server.url.utf8.count)), as: nil)
        XCTAssertEqual(page.headers["content-type"], "application/pdf")
        XCTAssertEqual(
            page.headers["content-disposition"]?.contains("Lease (entry page).pdf"), true)
        return try PDFText.pages(of: page.body).joined()
    }

    func testBothDialectsAnswerALink() throws {
        try serving { server, id in
            for dialect in ["v1", "v1beta"] {
                let answer = try server.send(
                    "POST", "/\(dialect)/documents/\(id)/entry_page", as: server.member)
                let text = try self.text(answer, server)
                XCTAssertTrue(text.contains("Lease"), text)
                XCTAssertTrue(text.contains("Member"), text)
                XCTAssertTrue(text.contains("\(server.url)/d/\(id)"), text)
            }
        }
    }

    func testBodyMaySayMore() throws {
        try serving { server, id in
            let answer = try server.send(
                "POST", "/v1/documents/\(id)/entry_page",
                json: #"{"for": "Bob Byte", "paper": "letter"}"#)
            XCTAssertTrue(try self.text(answer, server).contains("Bob Byte"))
        }
    }

    func testWrongMembersAreRefused() throws {
        try serving { server, id in
            for (json, parameter) in [
                (#"{"paper": "a3"}"#, "paper"), (#"{"for": ""}"#, "for"),
                (#"{"valid_until": "2020-01-01T00:00:00Z"}"#, "valid_until"),
                (#"{"color": "red"}"#, "color"),
            ] {
                let answer = try server.send(
                    "POST", "/v1beta/documents/\(id)/entry_page", json: json)
                XCTAssertEqual(answer.status, 400, json)
                XCTAssertEqual(answer.text("details.0.param"), parameter)
            }
        }
    }

    func testDownloadIsOnTheTimelineInBothSpellings() throws {
        try serving { server, id in
            let answer = try server.send(
                "POST", "/v1/documents/\(id)/entry_page", as: server.owner)
            _ = try self.text(answer, server)
            let plain = try server.get("/v1/documents/\(id)/timeline?page_size=1")
            XCTAssertEqual(plain.text("events.0.event_type"), "document_entry_page_downloaded")
            XCTAssertEqual(plain.text("events.0.payload.facts.made_for"), "Owner")
        }
    }
}
