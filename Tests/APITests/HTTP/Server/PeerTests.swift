import API
import Foundation
import TestSupport
import XCTest

final class PeerTests: XCTestCase {
    private static let forwarded =
        "X-Forwarded-For: 203.0.113.9, 198.51.100.7\r\nX-Forwarded-Proto: https\r\n"
        + "X-Forwarded-Host: documents.example\r\n"

    private let route = Route.plain(.get, "/v1/origin", runs: .inline) { request in
        let origin = request.origin
        return .text("\(origin.client) \(origin.scheme) \(origin.host)")
    }

    func testBelievesNobodyAtFirst() throws {
        let server = try TestHTTPServer([route])
        XCTAssertEqual(try server.get("/v1/origin", Self.forwarded).text, "127.0.0.1 http a")
    }

    func testBelievesTrustedProxies() throws {
        let server = try TestHTTPServer([route]) {
            $0.trustedProxies = [AddressRange("127.0.0.0/8")].compactMap(\.self)
        }
        XCTAssertEqual(
            try server.get("/v1/origin", Self.forwarded).text,
            "198.51.100.7 https documents.example")
        XCTAssertEqual(try server.lines(1)[0].client, "198.51.100.7")
        XCTAssertEqual(try server.get("/v1/origin").text, "127.0.0.1 http a")
    }

    func testTellsBrowsersWhoMayRead() throws {
        let server = try TestHTTPServer([route]) {
            $0.crossOrigin.allowedOrigins = ["https://app.example"]
        }
        let answer = try server.get("/v1/origin", "Origin: https://app.example\r\n")
        XCTAssertEqual(answer.headers["access-control-allow-origin"], "https://app.example")
        XCTAssertEqual(answer.headers["vary"], "Origin")
        let other = try server.get("/v1/origin", "Origin: https://evil.example\r\n")
        XCTAssertNil(other.headers["access-control-allow-origin"])
        let question = try server.client().exchange(
            "OPTIONS /v1/origin HTTP/1.1\r\nHost: a\r\nOrigin: https://app.example\r\n"
                + "Access-Control-Request-Method: GET\r\n\r\n")
        XCTAssertEqual(question.status, 204)
        XCTAssertEqual(question.headers["access-control-allow-methods"], "GET, HEAD, OPTIONS")
    }

    func testServesTLS() throws {
        let folder = try TemporaryFolder()
        try run(
            "/usr/bin/openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
            "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout",
            folder.path("key.pem"), "-out", folder.path("certificate.pem"))
        let events = Recorder<RecordingReceiver.Event>()
        let server = try TestHTTPServer([
            route, .streamed(.put, "/v1/stream") { _ in RecordingReceiver(events) },
        ]) {
            $0.tls = TLSFiles(
                certificate: folder.path("certificate.pem"), key: folder.path("key.pem"))
        }
        let curl = ["-s", "--cacert", folder.path("certificate.pem")]
        let base = "https://localhost:\(server.port)/v1"
        XCTAssertEqual(
            try run("/usr/bin/curl", curl + ["\(base)/origin"]),
            "127.0.0.1 https localhost:\(server.port)")
        let file = URL(fileURLWithPath: folder.path("file"))
        try Data(repeating: UInt8(ascii: "x"), count: 2_000_000).write(to: file)
        XCTAssertEqual(
            try run("/usr/bin/curl", curl + ["-T", file.path, "\(base)/stream"]).utf8.count,
            2_000_000)
        try Data(repeating: UInt8(ascii: "!"), count: 2_000_000).write(to: file)
        XCTAssertEqual(
            try run("/usr/bin/curl", curl + ["-H", "Expect:", "-T", file.path, "\(base)/stream"]),
            "{\"error\":422}")
    }

    func testACertificateThatCannotBeUsedIsAClearError() throws {
        let folder = try TemporaryFolder()
        try Data("no key".utf8).write(to: URL(fileURLWithPath: folder.path("key.pem")))
        for name in ["key.pem", "none.pem"] {
            XCTAssertThrowsError(
                try TestHTTPServer([]) {
                    $0.tls = TLSFiles(certificate: folder.path(name), key: folder.path("key.pem"))
                }
            ) { XCTAssertEqual(($0 as? HTTPServerError)?.code, .certificate) }
        }
    }

    @discardableResult
    private func run(_ program: String, _ arguments: String...) throws -> String {
        try run(program, arguments)
    }

    private func run(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
