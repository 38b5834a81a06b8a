import Foundation
import TestSupport
import XCTest

/// The server as a program beside others, with curl as its client.
final class ServeCommandTests: XCTestCase {
    private func json(_ binary: Binary, _ line: String) throws -> [String: Any] {
        let output = try binary.shell("curl -sS \(line)").output
        return try XCTUnwrap(
            try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any], output)
    }

    func testDocumentGoesInIsReadAndComesOutByALink() throws {
        let binary = try Binary()
        let server = try ServingBinary(binary)
        let header = "-H 'Authorization: Bearer \(try XCTUnwrap(server.key))'"
        let file = binary.document("invoice-2026-0417.pdf")
        let made = try json(
            binary, "\(header) -F title=Invoice -F payload=@\(file) \(server.url)/v1beta/documents")
        let id = try XCTUnwrap((made["document"] as? [String: Any])?["id"] as? String)
        try eventually("reading") {
            let found = try json(binary, "\(header) \(server.url)/v1/documents/\(id)")
            return found["processing_status"] as? String == "ready"
        }
        let content = try json(binary, "\(header) \(server.url)/v1/documents/\(id)/content")
        XCTAssertNotNil(content["document"])
        let link = try json(binary, "\(header) \(server.url)/v1/documents/\(id)/export")
        let url = try XCTUnwrap(link["url"] as? String)
        let copied = try binary.shell("curl -sS '\(url)' | cmp - \(file)")
        XCTAssertEqual(copied.code, 0, copied.output + copied.errors)
        let stopped = try server.stop()
        XCTAssertEqual(stopped.code, 0)
        XCTAssertFalse(stopped.errors.contains(try XCTUnwrap(server.key)))
        XCTAssertFalse(stopped.errors.contains("signature="))
    }

    func testKeyIsShownOnTheFirstStartOnly() throws {
        let binary = try Binary()
        let first = try ServingBinary(binary)
        XCTAssertNotNil(first.key)
        _ = try first.stop()
        let second = try ServingBinary(binary)
        XCTAssertNil(second.key)
        _ = try second.stop()
    }

    func testKeyOfTheCommandLineOpensUntilItIsRevoked() throws {
        let binary = try Binary()
        let server = try ServingBinary(binary)
        let made = try XCTUnwrap(binary.run("keys create --name ci --json").objects().first)
        let header = "-H 'Authorization: Bearer \(made["key"] as? String ?? "")'"
        let status = "-o /dev/null -w '%{http_code}' \(server.url)/v1/organization"
        XCTAssertEqual(try binary.shell("curl -sS \(header) \(status)").output, "200")
        XCTAssertEqual(try binary.run("keys revoke \(made["id"] as? String ?? "")").code, 0)
        try eventually("the refusal") {
            try binary.shell("curl -sS \(header) \(status)").output == "401"
        }
        XCTAssertEqual(try binary.run("keys --json").objects().count, 1)
        XCTAssertEqual(try binary.run("keys list --all --json").objects().count, 2)
        _ = try server.stop()
    }

    func testLinkOfTheCommandLineIsAnsweredByTheServer() throws {
        let binary = try Binary()
        try binary.makeInputs("old-pdf-1.3.pdf")
        let added = try XCTUnwrap(binary.run("add in --json").objects().first)
        let server = try ServingBinary(binary)
        let id = added["document_id"] as? String ?? ""
        let link = try XCTUnwrap(
            binary.run("export \(id) --public-url \(server.url) --json").objects().first)
        let file = binary.document("old-pdf-1.3.pdf")
        let copied = try binary.shell("curl -sS '\(link["url"] as? String ?? "")' | cmp - \(file)")
        XCTAssertEqual(copied.code, 0, copied.output + copied.errors)
        _ = try server.stop()
    }

    func testAddressThatIsTakenIsAClearError() throws {
        let binary = try Binary()
        let server = try ServingBinary(binary)
        let address = server.url.dropFirst("http://".count)
        let refused = try binary.run("serve --listen \(address)")
        XCTAssertEqual(refused.code, 1)
        XCTAssertTrue(refused.errors.contains("\(address)"), refused.errors)
        _ = try server.stop()
    }

    func testWrongOptionsAreRefused() throws {
        let binary = try Binary()
        for options in [
            "--listen nowhere", "--tls-key a.pem", "--public-url documents.example.org",
            "--trusted-proxy everybody", "--environment production",
        ] {
            let refused = try binary.run("serve \(options)")
            XCTAssertEqual(refused.code, 2, options)
        }
    }
}
