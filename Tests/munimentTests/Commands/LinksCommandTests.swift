import Foundation
import TestSupport
import XCTest

final class LinksCommandTests: XCTestCase {
    private let binary = Result { try Binary() }

    private func withServer(_ body: (Binary, ServingBinary) throws -> Void) throws {
        let binary = try binary.get()
        let server = try ServingBinary(binary)
        try body(binary, server)
        _ = try server.stop()
    }

    private func line(_ command: String, _ binary: Binary) throws -> [String: Any] {
        let outcome = try binary.run(command)
        XCTAssertEqual(outcome.code, 0, outcome.errors)
        return try XCTUnwrap(outcome.objects().first)
    }

    /// The status that curl gets, of something that it does.
    private func status(of command: String, _ binary: Binary) throws -> String {
        try binary.shell("curl -sS -o /dev/null -w '%{http_code}' \(command)").output
    }

    func testFileComesInByALinkOnce() throws {
        try withServer { binary, server in
            let file = binary.document("old-pdf-1.3.pdf")
            let made = try line(
                "links upload --title Lease --public-url \(server.url) --json", binary)
            let put = "-T \(file) '\(made["url"] as? String ?? "")'"
            XCTAssertEqual(try status(of: put, binary), "201")
            XCTAssertEqual(try line("list --json", binary)["title"] as? String, "Lease")
            XCTAssertEqual(try status(of: put, binary), "403")
        }
    }

    func testFileComesInByAForm() throws {
        try withServer { binary, server in
            let file = binary.document("old-pdf-1.3.pdf")
            let shown = try binary.run("links upload --form --public-url \(server.url)")
            let curl = shown.output.replacingOccurrences(of: "FILE.pdf", with: file)
            let posted = try binary.shell(curl.trimmingCharacters(in: .whitespacesAndNewlines))
            XCTAssertEqual(posted.code, 0, posted.errors)
            XCTAssertEqual(try line("list --json", binary)["title"] as? String, "old-pdf-1.3")
        }
    }

    func testRevokedUploadLetsNothingIn() throws {
        try withServer { binary, server in
            let made = try line("links upload --public-url \(server.url) --json", binary)
            _ = try binary.run("links revoke \(made["upload_id"] as? String ?? "")")
            let put = "-T \(binary.document("old-pdf-1.3.pdf")) '\(made["url"] as? String ?? "")'"
            XCTAssertEqual(try status(of: put, binary), "403")
            XCTAssertEqual(try binary.run("list --json").output, "")
        }
    }

    func testRevokedDocumentAndRevokedKeyEndLinks() throws {
        try withServer { binary, server in
            try binary.makeInputs("old-pdf-1.3.pdf")
            let id = try line("add in --json", binary)["document_id"] as? String ?? ""
            let export = "export \(id) --public-url \(server.url) --json"
            let first = try line(export, binary)["url"] as? String ?? ""
            XCTAssertEqual(try status(of: "'\(first)'", binary), "200")
            XCTAssertEqual(try binary.run("links revoke \(id)").code, 0)
            try eventually("the refusal") { try self.status(of: "'\(first)'", binary) == "403" }

            let second = try line(export, binary)["url"] as? String ?? ""
            XCTAssertEqual(try status(of: "'\(second)'", binary), "200")
            let before = try line("links keys --json", binary)["id"] as? String ?? ""
            XCTAssertNotEqual(try line("links rotate --json", binary)["id"] as? String, before)
            XCTAssertEqual(try status(of: "'\(second)'", binary), "200")
            XCTAssertEqual(try binary.run("links revoke-key \(before)").code, 0)
            try eventually("the end") { try self.status(of: "'\(second)'", binary) == "403" }
        }
    }

    func testOneTimeLinkShowsAPageAndThenGivesTheFileOnce() throws {
        try withServer { binary, server in
            try binary.makeInputs("old-pdf-1.3.pdf")
            let id = try line("add in --json", binary)["document_id"] as? String ?? ""
            let url = try line("export \(id) --once --public-url \(server.url) --json", binary)[
                "url"]
            let address = "'\(url as? String ?? "")'"
            XCTAssertTrue(try binary.shell("curl -sS \(address)").output.contains("<button>"))
            XCTAssertEqual(try status(of: "-X POST \(address)", binary), "200")
            XCTAssertEqual(try status(of: "-X POST \(address)", binary), "403")
        }
    }

    func testLinkToAPictureOpensAJPEG() throws {
        try withServer { binary, server in
            try binary.makeInputs("old-pdf-1.3.pdf")
            let id = try line("add in --json", binary)["document_id"] as? String ?? ""
            let made = try line(
                "export \(id) --thumbnail 1 --public-url \(server.url) --json", binary)
            let type = try binary.shell(
                "curl -sS -o /dev/null -w '%{content_type}' '\(made["url"] as? String ?? "")'")
            XCTAssertEqual(type.output, "image/jpeg")
        }
    }

    func testKeyOfAnS3ClientIsShownOnceAndRevoked() throws {
        let binary = try binary.get()
        try binary.makeInputs("old-pdf-1.3.pdf")
        _ = try binary.run("add in --no-wait")
        let made = try line("keys create --s3 --name scanner --json", binary)
        XCTAssertEqual((made["secret_access_key"] as? String)?.count, 40)
        let id = made["access_key_id"] as? String ?? ""
        let listed = try line("keys --json", binary)
        XCTAssertEqual(listed["access_key_id"] as? String, id)
        XCTAssertNil(listed["secret_access_key"])
        XCTAssertEqual(try binary.run("keys revoke \(id)").code, 0)
        XCTAssertEqual(try binary.run("keys --json").output, "")
    }

    func testWhatNamesNothingIsAnErrorThatTellsTheRemedy() throws {
        let binary = try binary.get()
        let outcome = try binary.run("links revoke pages")
        XCTAssertEqual(outcome.code, 2)
        XCTAssertTrue(outcome.errors.contains("names no document"), outcome.errors)
    }
}
