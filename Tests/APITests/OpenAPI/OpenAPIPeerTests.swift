import API
import Foundation
import Storage
import TestServers
import TestSupport
import XCTest

/// What others make of the document, and whether the server keeps to it.
final class OpenAPIPeerTests: XCTestCase {
    private func script(_ name: String) -> String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Peers/\(name).py").path
    }

    func testTheDocumentIsOpenAPI() throws {
        let server = try WholeServer()
        _ = try TestPython.run(script("validate"), [server.url])
    }

    /// Requests of a generator that reads the document get the answers that it promises.
    func testAnswersAreAsDescribed() throws {
        let server = try WholeServer()
        let names = [
            "document_id": server.document.text, "version_id": server.version.text,
            "organization_id": server.organization.text,
        ]
        let parameters = try JSONSerialization.data(withJSONObject: names)
        _ = try TestPython.run(
            script("conform"),
            [server.url, server.key, String(decoding: parameters, as: UTF8.self)])
        XCTAssertEqual(server.log.entries.all.filter { $0.status >= 500 }.map(\.failure), [])
        XCTAssertEqual(untried(by: server.log.entries.all, of: server.router), [])
    }

    /// Operations that no request got to do, but for those that need a signature, that the
    /// generator leaves out, or that wait for the versions it adds to be read.
    private func untried(by entries: [RequestLogEntry], of router: Router) -> [String] {
        let done = Set(
            entries.filter { (200..<300).contains($0.status) }.map { "\($0.method) \($0.route)" })
        return router.routes.map { "\($0.method.rawValue) \($0.pattern)" }.filter { route in
            !done.contains(route)
                && !["/links/", "/s3/", "rash", "/transfer", "/revoke", "DELETE", "/content"]
                    .contains { route.contains($0) }
        }
    }
}
