import API
import Foundation
import TestSupport
import XCTest

/// A server on a free port, and what it logged.
final class TestHTTPServer {
    let server: HTTPServer
    let port: UInt16
    let log = RecordingLog()

    init(
        _ routes: [Route], settings change: (inout HTTPServerSettings) -> Void = { _ in }
    ) throws {
        var settings = HTTPServerSettings()
        settings.listen = .loopback(port: 0)
        settings.blockingThreads = 4
        change(&settings)
        let router = Router([Surface(prefix: "/v1", errors: TestErrors(), routes: routes)])
        server = HTTPServer(settings: settings, router: router, log: log)
        port = try server.start().port
    }

    deinit { server.drain(within: .seconds(5)) }

    func client() throws -> RawClient { try RawClient(port: port, of: self) }

    /// One request of its own connection.
    func get(_ target: String, _ headers: String = "") throws -> RawClient.Answer {
        try client().exchange("GET \(target) HTTP/1.1\r\nHost: a\r\n\(headers)\r\n")
    }

    /// The lines of the log, when there are so many.
    func lines(_ count: Int) throws -> [RequestLogEntry] {
        try log.entries.wait(for: count, "\(count) lines of the log")
    }
}

final class RecordingLog: RequestLog {
    let entries = Recorder<RequestLogEntry>()
    let notes = Recorder<String>()

    func record(_ entry: RequestLogEntry) { entries.note(entry) }
    func note(_ message: String) { notes.note(message) }
}

/// Errors as JSON, to be told from the plain ones.
struct TestErrors: ErrorRenderer {
    func render(_ error: any Error, for request: HTTPRequest) -> HTTPResponse? {
        guard let error = error as? HTTPError else { return nil }
        request.trace.note(errorCode: "code_\(error.status.rawValue)")
        var response = HTTPResponse.json(
            Array("{\"error\":\(error.status.rawValue)}".utf8), status: error.status)
        for field in error.headers.fields { response.headers.add(field.name, field.value) }
        return response
    }
}

/// Notes what it is told.
final class RecordingReceiver: BodyReceiver {
    enum Event: Equatable {
        case bytes(Int)
        case finished(Int)
        case abandoned
    }

    private let events: Recorder<Event>
    private var bytes: [UInt8] = []

    init(_ events: Recorder<Event>) { self.events = events }

    func receive(_ more: UnsafeRawBufferPointer) throws {
        bytes += more
        events.note(.bytes(more.count))
        if more.first == UInt8(ascii: "!") { throw HTTPError(.unprocessableContent, "no !") }
    }

    func finish() throws -> HTTPResponse {
        events.note(.finished(bytes.count))
        return .text(String(decoding: bytes, as: UTF8.self))
    }

    func abandon() { events.note(.abandoned) }
}

/// The descriptors of this process.
func openDescriptors() throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
}
