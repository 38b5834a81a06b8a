import API
import Foundation
import TestSupport
import XCTest

final class DrainTests: XCTestCase {
    private let entered = Gate()
    private let gate = Gate()
    private let drained = Recorder<Bool>()

    private func makeServer() throws -> TestHTTPServer {
        let (entered, gate) = (entered, gate)
        return try TestHTTPServer([
            .plain(.get, "/v1/wait") { _ in
                entered.open()
                try gate.wait("the gate")
                return .text("done")
            },
            .streamed(.put, "/v1/stream") { _ in RecordingReceiver(Recorder()) },
        ])
    }

    private func drain(_ server: TestHTTPServer, within limit: Duration) {
        let (http, drained) = (server.server, drained)
        Thread { drained.note(http.drain(within: limit)) }.start()
    }

    func testFinishesRunningRequests() throws {
        let server = try makeServer()
        let idle = try server.client()
        let client = try server.client()
        client.send("GET /v1/wait HTTP/1.1\r\nHost: a\r\n\r\n")
        try entered.wait("the handler")
        drain(server, within: .seconds(20))
        XCTAssertTrue(try idle.isEnded())
        gate.open()
        let answer = try client.answer()
        XCTAssertEqual(answer?.text, "done")
        XCTAssertEqual(answer?.headers["connection"], "close")
        XCTAssertEqual(try drained.wait("the drain"), [true])
        XCTAssertThrowsError(try server.client())
    }

    func testClosesWhatTakesTooLong() throws {
        let server = try makeServer()
        let client = try server.client()
        client.send("GET /v1/wait HTTP/1.1\r\nHost: a\r\n\r\n")
        try entered.wait("the handler")
        let upload = try server.client()
        upload.send("PUT /v1/stream HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc")
        XCTAssertFalse(server.server.drain(within: .milliseconds(10)))
        XCTAssertTrue(try client.isEnded())
        gate.open()
    }

    func testMayBeAskedTwiceAndBeforeTheStart() throws {
        let server = HTTPServer(
            settings: HTTPServerSettings(), router: Router([]), log: RecordingLog())
        XCTAssertTrue(server.drain(within: .zero))
        XCTAssertTrue(server.drain(within: .zero))
    }

    func testEndsHoweverOftenWithAClientThere() throws {
        for _ in 1...300 {
            let server = try makeServer()
            let idle = try server.client()
            XCTAssertTrue(server.server.drain(within: .seconds(10)))
            XCTAssertTrue(try idle.isEnded())
        }
    }
}
