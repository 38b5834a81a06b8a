import API
import TestSupport
import XCTest

final class HeadTests: XCTestCase {
    private func makeServer(
        _ change: (inout HTTPServerSettings) -> Void = { _ in }
    ) throws -> TestHTTPServer {
        let routes: [Route] = [
            .plain(.get, "/v1/echo/{name}", runs: .inline) { request in
                .text("\(request.parameters["name"]) \(request.header("X-Test") ?? "-")")
            },
            .collected(.post, "/v1/post", limit: 100) { .text("got \($0.body.count)") },
        ]
        return try TestHTTPServer(routes, settings: change)
    }

    func testAnswersWithParametersAndHeaders() throws {
        let server = try makeServer()
        let answer = try server.get("/v1/echo/a%20b", "x-test: \t c d \t\r\n")
        XCTAssertEqual(answer.status, 200)
        XCTAssertEqual(answer.text, "a b c d")
    }

    func testKeepsTheConnection() throws {
        let client = try makeServer().client()
        for number in 0..<5 {
            let answer = try client.exchange(
                "GET /v1/echo/\(number) HTTP/1.1\r\nHost: a\r\n\r\n")
            XCTAssertEqual(answer.text, "\(number) -")
        }
    }

    func testAnswersPipelinedRequestsInOrder() throws {
        let client = try makeServer().client()
        let requests = (0..<20).map { number in
            number % 2 == 0
                ? "GET /v1/echo/\(number) HTTP/1.1\r\nHost: a\r\n\r\n"
                : "POST /v1/post HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"
        }
        client.send(requests.joined())
        for number in 0..<20 {
            let answer = try client.answer()
            XCTAssertEqual(answer?.text, number % 2 == 0 ? "\(number) -" : "got 3")
        }
    }

    func testEveryAnswerHasAnIdentifier() throws {
        let server = try makeServer()
        var identifiers: Set<String> = []
        for target in ["/v1/echo/a", "/v1/none", "/none", "/v1/../x"] {
            let answer = try server.get(target)
            let identifier = try XCTUnwrap(answer.headers["x-request-id"], target)
            XCTAssertTrue(identifier.hasPrefix("req_"))
            identifiers.insert(identifier)
        }
        XCTAssertEqual(identifiers, Set(try server.lines(4).map(\.id)))
    }

    func testReadsAHeadThatComesByteByByte() throws {
        let client = try makeServer().client()
        for byte in "GET /v1/echo/slow HTTP/1.1\r\nHost: a\r\nX-Test: y\r\n\r\n".utf8 {
            client.send([byte])
        }
        XCTAssertEqual(try client.answer()?.text, "slow y")
    }

    func testReadsLargeHeadsInPieces() throws {
        let client = try makeServer { $0.maxHeaderBytes = 32_768 }.client()
        let filler = (0..<200).map { "X-\($0): " + String(repeating: "v", count: 100) + "\r\n" }
        let head =
            "GET /v1/echo/big HTTP/1.1\r\nHost: a\r\n" + filler.joined() + "X-Test: last\r\n\r\n"
        for _ in 0..<3 {
            var rest = Array(head.utf8)[...]
            while !rest.isEmpty {
                client.send(Array(rest.prefix(777)))
                rest = rest.dropFirst(777)
            }
            XCTAssertEqual(try client.answer()?.text, "big last")
        }
    }

    func testRefusesHeadsOfTooManyBytes() throws {
        let server = try makeServer()
        for filler in [
            String(repeating: "v", count: 65_536), String(repeating: "v", count: 1 << 20),
        ] {
            let client = try server.client()
            client.send("GET /v1/echo/a HTTP/1.1\r\nHost: a\r\nX-Test: \(filler)\r\n\r\n")
            XCTAssertEqual(try client.answer()?.status, 431)
        }
        let client = try server.client()
        client.send("GET /v1/\(String(repeating: "v", count: 1 << 20)) HTTP/1.1\r\nHost: a\r\n\r\n")
        XCTAssertEqual(try client.answer()?.status, 414)
    }

    /// What a proxy before the server could take for other requests.
    func testRefusesHeadsThatProgramsReadDifferently() throws {
        let server = try makeServer()
        let line = "POST /v1/post HTTP/1.1\r\nHost: a\r\n"
        for head in [
            line + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
            line + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
            line + "Content-Length: 3, 3\r\n\r\nabc",
            line + "Content-Length: +3\r\n\r\nabc",
            line + "Content-Length: 0x3\r\n\r\nabc",
            line + "Content-Length:\r\n\r\n",
            line + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            line + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
            line + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            line + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
            line + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
            line + "Transfer-Encoding:\u{b}chunked\r\n\r\n0\r\n\r\n",
            line + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
            line + "Content-Length : 3\r\n\r\nabc",
            line + " Content-Length: 3\r\n\r\nabc",
            line + "X: a\r\n Content-Length: 3\r\n\r\nabc",
            line + "X: a\r\n\tb\r\nContent-Length: 3\r\n\r\nabc",
            line + "X: a\nContent-Length: 3\r\n\r\nabc",
            line + "X: a\rb\r\nContent-Length: 3\r\n\r\nabc",
            line + "Content-Length: 3\r\n\nabc",
            line + "Content-Length: 3\n\r\nabc",
            line + "X: a\0b\r\n\r\n",
            line + "X\0: b\r\n\r\n",
            line + "X: a\0\0Content-Length: 3\r\n\r\nabc",
            line + ": b\r\n\r\n",
            line + "no colon\r\n\r\n",
            line + "Host: b\r\n\r\n",
            "POST /v1/post HTTP/1.1\r\n\r\n",
            "POST /v1/post HTTP/1.1\r\nHost: a b\r\n\r\n",
            "POST /v1/post HTTP/1.1\nHost: a\n\n",
            "POST  /v1/post HTTP/1.1\r\nHost: a\r\n\r\n",
            "POST /v1/post  HTTP/1.1\r\nHost: a\r\n\r\n",
            "POST /v1/post x HTTP/1.1\r\nHost: a\r\n\r\n",
            "POST /v1/post\tHTTP/1.1\r\nHost: a\r\n\r\n",
            "POST /v1/p\u{7f}ost HTTP/1.1\r\nHost: a\r\n\r\n",
            "POST /v1/pöst HTTP/1.1\r\nHost: a\r\n\r\n",
            "POST /v1/post#x HTTP/1.1\r\nHost: a\r\n\r\n",
            "POST /v1/%2e%2e/post HTTP/1.1\r\nHost: a\r\n\r\n",
            "POST v1/post HTTP/1.1\r\nHost: a\r\n\r\n",
            "PO(ST /v1/post HTTP/1.1\r\nHost: a\r\n\r\n",
            "POST /v1/post HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        ] {
            let client = try server.client()
            client.send(head + "GET /v1/echo/smuggled HTTP/1.1\r\nHost: a\r\n\r\n")
            let rest = String(decoding: try client.rest(), as: UTF8.self)
            let status = rest.split(separator: " ").dropFirst().first.map(String.init) ?? "closed"
            XCTAssertTrue(
                ["400", "501", "closed"].contains(status), "\(status) for \(head.debugDescription)")
            XCTAssertFalse(rest.contains("smuggled"), head.debugDescription)
        }
        XCTAssertEqual(try server.get("/v1/echo/alive").text, "alive -")
    }

    func testTakesAWholeAddressAsTarget() throws {
        let server = try makeServer()
        XCTAssertEqual(try server.get("http://other.example:80/v1/echo/a?b").text, "a -")
    }

    func testAnswersOldClients() throws {
        let client = try makeServer().client()
        client.send("GET /v1/echo/old HTTP/1.0\r\n\r\n")
        XCTAssertEqual(try client.answer()?.text, "old -")
        XCTAssertTrue(try client.isEnded())
    }

    func testRefusesOtherVersions() throws {
        for version in ["HTTP/2.0", "HTTP/0.9", "http/1.1", "HTTP/1.10", "HTTP/11"] {
            let client = try makeServer().client()
            client.send("GET /v1/echo/a \(version)\r\nHost: a\r\n\r\n")
            let status = try client.answer()?.status ?? 0
            XCTAssertTrue([0, 400, 505].contains(status), "\(status) for \(version)")
        }
    }
}
