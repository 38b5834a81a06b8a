import API
import Foundation
import TestSupport
import XCTest

final class ServerTests: XCTestCase {
    private struct Surprise: Error, CustomStringConvertible {
        let description = "the shelf fell down"
    }

    func testErrorsAreInTheWordsOfTheSurface() throws {
        let server = try TestHTTPServer([.plain(.get, "/v1/a") { _ in .text("a") }])
        XCTAssertEqual(try server.get("/v1/none").text, "{\"error\":404}")
        XCTAssertEqual(try server.get("/v1").text, "{\"error\":404}")
        XCTAssertEqual(try server.get("/other").text, "Nothing is here.\n")
        let answer = try server.client().exchange("DELETE /v1/a HTTP/1.1\r\nHost: a\r\n\r\n")
        XCTAssertEqual(answer.status, 405)
        XCTAssertEqual(answer.headers["allow"], "GET, HEAD, OPTIONS")
    }

    func testAnUnknownErrorIsLoggedAndNotShown() throws {
        let server = try TestHTTPServer([
            .plain(.get, "/v1/a") { request in
                request.trace.note(subject: "usr_1")
                throw Surprise()
            }
        ])
        let answer = try server.get("/v1/a?token=secret", "Authorization: Bearer secret\r\n")
        XCTAssertEqual(answer.text, "{\"error\":500}")
        let line = try server.lines(1)[0]
        XCTAssertEqual(line.failure, "the shelf fell down")
        XCTAssertEqual(line.subject, "usr_1")
        XCTAssertEqual(line.errorCode, "code_500")
        XCTAssertEqual(line.path, "/v1/a")
        XCTAssertEqual(line.id, answer.headers["x-request-id"])
        XCTAssertFalse("\(line)".contains("secret"))
    }

    func testThePathOfALinkIsNotLogged() throws {
        let server = try TestHTTPServer([
            .plain(.get, "/v1/links/{token}") { _ in .text("a") }.hidingPath()
        ])
        XCTAssertEqual(try server.get("/v1/links/secret").status, 200)
        XCTAssertEqual(try server.lines(1)[0].path, "/v1/links/{token}")
    }

    func testCountsRequestsByRoute() throws {
        let server = try TestHTTPServer([
            .plain(.get, "/v1/a/{b}", runs: .inline) { _ in .text("abc") }
        ])
        for name in ["x", "y", "z"] { _ = try server.get("/v1/a/\(name)") }
        _ = try server.lines(3)
        let series = RequestMetrics.Series(method: "GET", route: "/v1/a/{b}", status: "2xx")
        XCTAssertEqual(server.server.metrics.all[series]?.requests, 3)
        XCTAssertEqual(server.server.metrics.all[series]?.bytesOut, 9)
    }

    func testStreamsWhatIsMade() throws {
        final class Counter: BodyProducer, @unchecked Sendable {
            private var left = 1_000_000
            func produce(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
                let count = min(left, buffer.count)
                buffer.copyBytes(from: repeatElement(UInt8(ascii: "x"), count: count))
                left -= count
                return count
            }
        }
        for execution in [Route.Execution.inline, .blocking] {
            let server = try TestHTTPServer([
                .plain(.get, "/v1/chunks", runs: execution) { _ in
                    HTTPResponse(.ok, body: .stream(length: nil, Counter()))
                },
                .plain(.get, "/v1/length", runs: execution) { _ in
                    HTTPResponse(.ok, body: .stream(length: 1_000_000, Counter()))
                },
            ])
            for path in ["chunks", "length"] {
                XCTAssertEqual(try server.get("/v1/\(path)").body.count, 1_000_000)
            }
            XCTAssertEqual(try server.lines(2).map(\.bytesOut), [1_000_000, 1_000_000])
        }
    }

    func testAProducerThatThrowsCutsTheConnection() throws {
        final class Broken: BodyProducer {
            func produce(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
                throw Surprise()
            }
        }
        for execution in [Route.Execution.inline, .blocking] {
            let server = try TestHTTPServer([
                .plain(.get, "/v1/a", runs: execution) { _ in
                    HTTPResponse(.ok, body: .stream(length: 10, Broken()))
                }
            ])
            XCTAssertThrowsError(try server.get("/v1/a"))
            let line = try server.lines(1)[0]
            XCTAssertEqual(line.failure, "the shelf fell down")
            XCTAssertFalse(line.isComplete)
        }
    }

    func testIdleConnectionsDoNotDisturb() throws {
        let server = try TestHTTPServer([.plain(.get, "/v1/a") { _ in .text("a") }])
        let idle = try (0..<1_000).map { _ in try server.client() }
        try eventually("all are accepted") { server.server.connectionCount == 1_000 }
        XCTAssertEqual(try server.get("/v1/a").text, "a")
        for client in idle { client.close() }
        try eventually("all are closed") { server.server.connectionCount == 0 }
    }

    func testLetsConnectionsWaitWhileThereAreTooMany() throws {
        let server = try TestHTTPServer([.plain(.get, "/v1/a") { _ in .text("a") }]) {
            $0.maxConnections = 2
        }
        let first = try server.client()
        let second = try server.client()
        try eventually("both are accepted") { server.server.connectionCount == 2 }
        let third = try server.client()
        third.send("GET /v1/a HTTP/1.1\r\nHost: a\r\n\r\n")
        first.close()
        XCTAssertEqual(try third.answer()?.text, "a")
        XCTAssertEqual(try second.exchange("GET /v1/a HTTP/1.1\r\nHost: a\r\n\r\n").text, "a")
    }

    func testLimitsTheConnectionsOfAnAddress() throws {
        let server = try TestHTTPServer([.plain(.get, "/v1/a") { _ in .text("a") }]) {
            $0.maxConnectionsPerAddress = 2
        }
        let first = try server.client()
        let second = try server.client()
        try eventually("both are accepted") { server.server.connectionCount == 2 }
        XCTAssertTrue(try server.client().isEnded())
        for client in [first, second] {
            XCTAssertEqual(
                try client.exchange("GET /v1/a HTTP/1.1\r\nHost: a\r\n\r\n").text, "a")
        }
    }

    func testEndsSilentConnections() throws {
        let server = try TestHTTPServer([.plain(.get, "/v1/a") { _ in .text("a") }]) {
            $0.idleTimeout = .seconds(1)
        }
        XCTAssertTrue(try server.client().isEnded())
    }

    func testCutsAHeadThatDripsIn() throws {
        let server = try TestHTTPServer([.plain(.get, "/v1/a") { _ in .text("a") }]) {
            $0.idleTimeout = .seconds(1)
            $0.headTimeout = .zero
        }
        let client = try server.client()
        client.send("GET /v1/a HTTP/1.1\r\nHost: a\r\nX: ")
        try eventually("it is cut") { !client.send("x") }
    }

    func testAPortThatIsTakenIsAClearError() throws {
        let server = try TestHTTPServer([])
        XCTAssertThrowsError(try TestHTTPServer([]) { $0.listen.port = server.port }) { error in
            XCTAssertEqual((error as? HTTPServerError)?.code, .address)
        }
    }

    func testLeavesNothingOpenBehind() throws {
        _ = try TestHTTPServer([])
        let before = try openDescriptors()
        for _ in 0..<5 {
            let server = try TestHTTPServer([.plain(.get, "/v1/a") { _ in .text("a") }])
            _ = try server.get("/v1/a")
            server.server.drain(within: .seconds(5))
        }
        try eventually("all is closed") { try openDescriptors() <= before }
    }
}
