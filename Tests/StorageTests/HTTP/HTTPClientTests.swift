import Foundation
import TestServers
import TestSupport
import XCTest

@testable import Storage

final class HTTPClientTests: XCTestCase {
    private static let ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nETag: \"x\"\r\n\r\nhi"

    private func client(
        stall: Duration = .seconds(30), _ change: (inout HTTPSettings) -> Void = { _ in }
    ) -> HTTPClient {
        var settings = HTTPSettings()
        settings.stallTimeout = stall
        change(&settings)
        return HTTPClient(settings: settings)
    }

    private func assertFails(
        _ code: HTTPError.Code, line: UInt = #line, _ body: () throws -> Void
    ) {
        XCTAssertThrowsError(try body(), line: line) {
            XCTAssertEqual(($0 as? HTTPError)?.code, code, "\($0)", line: line)
        }
    }

    func testAnAnswerIsReadWhole() throws {
        let server = try ScriptedServer { _ in .keep(Self.ok) }
        let response = try client().send(HTTPRequest(method: "GET", url: server.url()))
        XCTAssertEqual(response.status, 200)
        XCTAssertEqual(response.headers["etag"], "\"x\"")
        XCTAssertEqual(response.body, Array("hi".utf8))
    }

    func testAConnectionIsUsedAgain() throws {
        let server = try ScriptedServer { _ in .keep(Self.ok) }
        let client = client()
        for _ in 0..<5 { _ = try client.send(HTTPRequest(method: "GET", url: server.url())) }
        XCTAssertEqual(Set(server.requests.all.map(\.connection)), [0])
    }

    func testAConnectionThatEndedIsReplaced() throws {
        let server = try ScriptedServer { _ in .end(Self.ok) }
        let client = client()
        for _ in 0..<3 {
            XCTAssertEqual(
                try client.send(HTTPRequest(method: "GET", url: server.url())).status, 200)
        }
    }

    func testBytesAreSent() throws {
        let server = try ScriptedServer { _ in .keep(Self.ok) }
        let bytes = Array("some bytes".utf8)
        for method in ["PUT", "POST"] {
            let request = HTTPRequest(method: method, url: server.url("/k"), body: .bytes(bytes))
            _ = try client().send(request)
        }
        XCTAssertEqual(server.requests.all.map(\.body), [bytes, bytes])
        XCTAssertTrue(server.requests.all[0].head.hasPrefix("PUT /k HTTP/1.1\r\n"))
        XCTAssertTrue(server.requests.all[1].head.hasPrefix("POST /k HTTP/1.1\r\n"))
    }

    func testAPartOfAFileIsSentAndItsPositionLeftAlone() throws {
        let server = try ScriptedServer { _ in .keep(Self.ok) }
        let folder = try TemporaryFolder()
        try Data("0123456789".utf8).write(to: URL(fileURLWithPath: folder.path("file")))
        let descriptor = open(folder.path("file"), O_RDONLY)
        defer { close(descriptor) }
        let body = HTTPBody.file(descriptor: descriptor, offset: 3, length: 4)
        _ = try client().send(HTTPRequest(method: "PUT", url: server.url(), body: body))
        XCTAssertEqual(server.requests.all[0].body, Array("3456".utf8))
        XCTAssertEqual(lseek(descriptor, 0, SEEK_CUR), 0)
    }

    func testAFileThatIsTooShortIsAnError() throws {
        let server = try ScriptedServer { _ in .keep(Self.ok) }
        let folder = try TemporaryFolder()
        try Data("0123".utf8).write(to: URL(fileURLWithPath: folder.path("file")))
        let descriptor = open(folder.path("file"), O_RDONLY)
        defer { close(descriptor) }
        let body = HTTPBody.file(descriptor: descriptor, offset: 0, length: 9)
        assertFails(.body) {
            _ = try client().send(HTTPRequest(method: "PUT", url: server.url(), body: body))
        }
    }

    func testASuccessIsStreamedAndAFailureKept() throws {
        let server = try ScriptedServer {
            $0.head.hasPrefix("GET /good")
                ? .keep(Self.ok) : .keep("HTTP/1.1 404 No\r\nContent-Length: 4\r\n\r\ngone")
        }
        var streamed: [UInt8] = []
        for path in ["/good", "/bad"] {
            let response = try client().send(HTTPRequest(method: "GET", url: server.url(path))) {
                streamed += $1
            }
            XCTAssertEqual(response.body, path == "/bad" ? Array("gone".utf8) : [])
        }
        XCTAssertEqual(streamed, Array("hi".utf8))
    }

    func testAnErrorOfTheReceiverIsThrownOn() throws {
        let server = try ScriptedServer { _ in .keep(Self.ok) }
        XCTAssertThrowsError(
            try client().send(HTTPRequest(method: "GET", url: server.url())) { _, _ in
                throw CancellationError()
            }
        ) { XCTAssertTrue($0 is CancellationError) }
    }

    func testRedirectsAreNotFollowed() throws {
        let server = try ScriptedServer { _ in
            .keep("HTTP/1.1 307 There\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n")
        }
        let response = try client().send(HTTPRequest(method: "GET", url: server.url()))
        XCTAssertEqual(response.status, 307)
        XCTAssertEqual(server.requests.all.count, 1)
    }

    func testAShortAnswerIsCut() throws {
        let server = try ScriptedServer { _ in
            .end("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nhi")
        }
        assertFails(.cut) { _ = try client().send(HTTPRequest(method: "GET", url: server.url())) }
    }

    func testAStalledAnswerTimesOut() throws {
        let server = try ScriptedServer { _ in
            .stall("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nhi")
        }
        assertFails(.timeout) {
            _ = try client(stall: .seconds(1)).send(
                HTTPRequest(method: "GET", url: server.url()))
        }
    }

    func testNobodyThereIsAnError() {
        let url = "http://127.0.0.1:\(LoopbackPort.free())/"
        assertFails(.connect) { _ = try client().send(HTTPRequest(method: "GET", url: url)) }
    }

    func testNamesBelowLocalhostAreThisMachine() throws {
        let server = try ScriptedServer { _ in .keep(Self.ok) }
        let url = "http://bucket.localhost:\(server.port)/"
        XCTAssertEqual(try client().send(HTTPRequest(method: "GET", url: url)).status, 200)
        XCTAssertTrue(server.requests.all[0].head.contains("Host: bucket.localhost"))
    }

    func testPathsAreSentAsTheyAre() throws {
        let server = try ScriptedServer { _ in .keep(Self.ok) }
        _ = try client().send(HTTPRequest(method: "GET", url: server.url("/a/../b//c")))
        XCTAssertTrue(server.requests.all[0].head.hasPrefix("GET /a/../b//c HTTP/1.1"))
    }

    func testThreadsHaveConnectionsOfTheirOwn() throws {
        let server = try ScriptedServer { _ in .keep(Self.ok) }
        let client = client()
        let url = server.url()
        try inParallel(8) { _ in
            for _ in 0..<20 {
                let response = try client.send(HTTPRequest(method: "GET", url: url))
                XCTAssertEqual(response.body, Array("hi".utf8))
            }
        }
        XCTAssertEqual(server.requests.all.count, 160)
        XCTAssertLessThanOrEqual(Set(server.requests.all.map(\.connection)).count, 8)
    }
}
