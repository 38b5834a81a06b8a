import API
import Foundation
import Hashing
import Ingest
import Storage
import XCTest

final class ShortAddressTests: XCTestCase {
    private func serving(_ body: (RawExchange) throws -> Void) throws {
        var settings = HTTPServerSettings()
        settings.listen = .loopback(port: 0)
        let server = HTTPServer(
            settings: settings, router: Router([ShortAddressSurface.surface]), log: RecordingLog())
        defer { server.drain(within: .seconds(5)) }
        let port = try server.start().port
        try body { path in
            try RawClient(port: port).exchange("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
        }
    }

    private typealias RawExchange = (String) throws -> RawClient.Answer

    /// There is no store: the answer cannot depend on one.
    func testPageSaysWhatTheNumberIs() throws {
        let id = DocumentID()
        try serving { get in
            let page = try get("/d/\(id)")
            XCTAssertEqual(page.status, 200)
            XCTAssertEqual(page.headers["content-type"], "text/html; charset=utf-8")
            XCTAssertTrue(page.text.contains("<code>\(id)</code>"))
            XCTAssertEqual(try get("/d/\(id.suffix)").text, page.text)
        }
    }

    func testWhatIsNoNumberIsNotFound() throws {
        try serving { get in
            for path in ["/d/paper", "/d/org_01m7yv5wwdfnrv6782a0dkv82k", "/d/%3Cscript%3E", "/d"] {
                let answer = try get(path)
                XCTAssertEqual(answer.status, 404, path)
                XCTAssertFalse(answer.text.contains("<"), path)
            }
        }
    }

    /// The policy names the page's own style and script by their hashes, and lets nothing else in
    /// or out.
    func testPolicyLetsItsOwnScriptRunAlone() throws {
        try serving { get in
            let page = try get("/d/\(DocumentID())")
            let policy = try XCTUnwrap(page.headers["content-security-policy"])
            XCTAssertTrue(policy.hasPrefix("default-src 'none'; "), policy)
            XCTAssertFalse(policy.contains("unsafe"), policy)
            for tag in ["style", "script"] {
                let parts = page.text.components(separatedBy: "<\(tag)>")
                XCTAssertEqual(parts.count, 2)
                let content = parts[1].components(separatedBy: "</\(tag)>")[0]
                let hash = Data(SHA256.digest(of: Array(content.utf8)).bytes)
                    .base64EncodedString()
                XCTAssertTrue(policy.contains("\(tag)-src 'sha256-\(hash)'"), policy)
            }
            XCTAssertEqual(page.headers["referrer-policy"], "no-referrer")
        }
    }
}
