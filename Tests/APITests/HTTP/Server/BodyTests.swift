import API
import Foundation
import TestSupport
import XCTest

final class BodyTests: XCTestCase {
    private let events = Recorder<RecordingReceiver.Event>()

    private func makeServer(
        runs execution: Route.Execution = .blocking, limit: Int? = nil,
        _ change: (inout HTTPServerSettings) -> Void = { _ in }
    ) throws -> TestHTTPServer {
        let events = events
        return try TestHTTPServer(
            [
                .streamed(.put, "/v1/stream", limit: limit, runs: execution) { request in
                    if request.header("X-Refuse") != nil {
                        throw HTTPError(.forbidden, "not you")
                    }
                    return RecordingReceiver(events)
                },
                .collected(.post, "/v1/post", limit: 100, runs: execution) {
                    .text("got \($0.body.count)")
                },
                .plain(.get, "/v1/get", runs: execution) { _ in .text("here") },
            ], settings: change)
    }

    private func put(_ body: String, length: Int? = nil, headers: String = "") -> String {
        "PUT /v1/stream HTTP/1.1\r\nHost: a\r\nContent-Length: \(length ?? body.utf8.count)\r\n"
            + headers + "\r\n" + body
    }

    func testStreamsABodyOnBothKindsOfThreads() throws {
        for execution in [Route.Execution.inline, .blocking] {
            let client = try makeServer(runs: execution).client()
            let body = String(repeating: "0123456789", count: 100_000)
            for _ in 0..<3 {
                XCTAssertEqual(try client.exchange(put(body)).text, body)
            }
            XCTAssertEqual(try client.exchange(put("")).text, "")
        }
    }

    func testStreamsChunksAndEndsTheConnectionAfterThem() throws {
        for execution in [Route.Execution.inline, .blocking] {
            let client = try makeServer(runs: execution).client()
            client.send("PUT /v1/stream HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
            client.send("3\r\nabc\r\n1;name=value\r\nd\r\n0\r\nX-Trailer: x\r\n\r\n")
            let answer = try client.answer()
            XCTAssertEqual(answer?.text, "abcd")
            XCTAssertEqual(answer?.headers["connection"], "close")
            XCTAssertTrue(try client.isEnded())
        }
    }

    func testCollectsABody() throws {
        let client = try makeServer().client()
        let answer = try client.exchange(
            "POST /v1/post HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n"
                + String(repeating: "x", count: 100))
        XCTAssertEqual(answer.text, "got 100")
    }

    func testDropsASmallBodyThatNobodyWants() throws {
        let client = try makeServer().client()
        for _ in 0..<2 {
            let answer = try client.exchange(
                "GET /v1/get HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello")
            XCTAssertEqual(answer.text, "here")
        }
    }

    func testRefusesABodyThatIsTooLargeAndKeepsTheConnection() throws {
        let client = try makeServer().client()
        let answer = try client.exchange(
            "POST /v1/post HTTP/1.1\r\nHost: a\r\nContent-Length: 101\r\n\r\n"
                + String(repeating: "x", count: 101))
        XCTAssertEqual(answer.status, 413)
        XCTAssertEqual(try client.exchange("GET /v1/get HTTP/1.1\r\nHost: a\r\n\r\n").text, "here")
    }

    func testRefusesBeforeALargeBodyHasComeIn() throws {
        for execution in [Route.Execution.inline, .blocking] {
            let client = try makeServer(runs: execution).client()
            let head = put("", length: 50_000_000, headers: "X-Refuse: 1\r\n")
            let answer = try client.exchange(head + String(repeating: "x", count: 1_000))
            XCTAssertEqual(answer.status, 403)
            XCTAssertEqual(answer.headers["connection"], "close")
            XCTAssertEqual(events.all, [])
        }
    }

    func testTheAnswerReachesAClientThatSendsOn() throws {
        let client = try makeServer(limit: 1_000_000).client()
        client.send("PUT /v1/stream HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
        let piece = "10000\r\n" + String(repeating: "x", count: 65_536) + "\r\n"
        for _ in 0..<100 { guard client.send(piece) else { break } }
        XCTAssertEqual(try client.answer()?.status, 413)
        XCTAssertEqual(events.all.last, .abandoned)
    }

    func testAnswersInPlaceOfTheLeaveToSend() throws {
        let client = try makeServer().client()
        client.send(put("", length: 50_000_000, headers: "X-Refuse: 1\r\nExpect: 100-continue\r\n"))
        let text = String(decoding: try client.rest(), as: UTF8.self)
        XCTAssertTrue(text.hasPrefix("HTTP/1.1 403"), text)
    }

    func testGivesLeaveToSend() throws {
        let client = try makeServer().client()
        client.send(put("", length: 3, headers: "Expect: 100-continue\r\n"))
        XCTAssertEqual(try client.answer()?.status, 100)
        client.send("abc")
        XCTAssertEqual(try client.answer()?.text, "abc")
    }

    func testRefusesOtherExpectations() throws {
        let client = try makeServer().client()
        XCTAssertEqual(
            try client.exchange(put("", length: 3, headers: "Expect: much\r\n")).status, 417)
    }

    func testAReceiverThatThrowsIsAbandonedOnceAndAnsweredAtOnce() throws {
        for execution in [Route.Execution.inline, .blocking] {
            let server = try makeServer(runs: execution)
            let client = try server.client()
            client.send(put("!" + String(repeating: "x", count: 400_000), length: 10_000_000))
            if execution == .blocking { client.send(String(repeating: "x", count: 400_000)) }
            XCTAssertEqual(try client.answer()?.status, 422)
            client.close()
            _ = try server.lines(1)
            XCTAssertEqual(
                events.all.filter { $0 == .abandoned }.count, execution == .inline ? 1 : 2)
        }
    }

    /// At any byte of the request, and of its answer.
    func testAClientMayVanishAtAnyByte() throws {
        for execution in [Route.Execution.inline, .blocking] {
            let server = try makeServer(runs: execution)
            let request = Array(put("hello").utf8)
            for count in 0...request.count {
                let client = try server.client()
                client.send(Array(request[..<count]))
                client.close()
            }
            // Accepted after all of them, so that none is still to come.
            _ = try server.client().exchange(put("hello"))
            try eventually("all connections are closed") {
                server.server.connectionCount == 0 && server.server.requestCount == 0
            }
            let before = events.all.count
            XCTAssertEqual(try server.client().exchange(put("hello")).text, "hello")
            XCTAssertEqual(events.all[before...].last, .finished(5))
            XCTAssertEqual(try server.get("/v1/get").text, "here")
            XCTAssertFalse(server.log.entries.all.contains { $0.status >= 500 })
        }
    }

    func testAReceiverHearsThatItsClientVanished() throws {
        for execution in [Route.Execution.inline, .blocking] {
            let server = try makeServer(runs: execution)
            let before = events.all.count
            let client = try server.client()
            client.send(put("hello", length: 10))
            try eventually("the head is read") { server.server.requestCount == 1 }
            client.close()
            try eventually("it is abandoned") { events.all[before...].contains(.abandoned) }
        }
    }

    func testCutsABodyThatIsTooSlow() throws {
        let server = try makeServer {
            $0.bodyGrace = .zero
            $0.minBodyBytesPerSecond = 1 << 40
        }
        let client = try server.client()
        client.send(put("", length: 1_000_000))
        client.send("first")
        try eventually("some of it is read") { server.server.requestCount == 1 }
        for _ in 0..<100 { guard client.send("more") else { break } }
        XCTAssertEqual(try client.answer()?.status, 408)
        try eventually("it is abandoned") { events.all.contains(.abandoned) }
    }

    func testManyUploadsAtOnce() throws {
        let server = try makeServer()
        let port = server.port
        let body = String(repeating: "x", count: 3_000_000)
        let request = put(body)
        try inParallel(16) { _ in
            let answer = try RawClient(port: port).exchange(request)
            XCTAssertEqual(answer.body.count, 3_000_000)
        }
    }
}
