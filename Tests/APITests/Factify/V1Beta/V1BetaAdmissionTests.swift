import API
import Ingest
import Sharing
import StoreTestSupport
import TestSupport
import XCTest

/// Who is let in, how often, and what is said of everything else.
final class V1BetaAdmissionTests: StoreTestCase {
    func testMissingKey() throws {
        let server = try FactifyServer(makeTestStore())
        defer { server.stop() }
        let answer = try server.send("GET", "/v1beta/documents", as: nil)
        assertRefused(answer, 401, "unauthenticated", "missing_api_key")
        XCTAssertEqual(answer.headers["www-authenticate"], "Bearer")
        XCTAssertNil(answer.headers["x-ratelimit-limit"])
        let basic = try server.send(
            "GET", "/v1beta/documents", as: nil, ["Authorization": "Basic eDp5"])
        assertRefused(basic, 401, "unauthenticated", "missing_api_key")
    }

    func testEveryAnswerTellsWhereTheKeyStands() throws {
        let server = try FactifyServer(makeTestStore())
        defer { server.stop() }
        let id = try server.makeDocument()
        for answer in [
            try server.get("/v1beta/documents/\(id)"), try server.get("/v1beta/documents/x"),
            try server.post("/v1beta/documents", [.file("other")]),
            try server.get("/v1/documents/\(id)"), try server.get("/v1/documents/x"),
        ] {
            XCTAssertNotNil(answer.headers["x-ratelimit-limit"])
            XCTAssertNotNil(answer.headers["x-ratelimit-remaining"])
            XCTAssertNotNil(answer.headers["x-ratelimit-reset"])
        }
    }

    func testOneRequestTooMany() throws {
        var limits = RateLimits()
        limits.requests = 0
        let server = try FactifyServer(makeTestStore(), rateLimits: limits)
        defer { server.stop() }
        let answer = try server.get("/v1beta/documents")
        assertRefused(answer, 429, "resource_exhausted", "rate_limit_exceeded")
        let wait = try XCTUnwrap(answer.headers["retry-after"].flatMap { Int($0) })
        XCTAssertTrue((1...60).contains(wait), "\(wait)")
        XCTAssertEqual(answer.headers["x-ratelimit-remaining"], "0")
    }

    func testUnknownAddressesAndMethods() throws {
        let server = try FactifyServer(makeTestStore())
        defer { server.stop() }
        assertRefused(
            try server.get("/v1beta/nothing"), 404, "not_found", "resource_not_found")
        let answer = try server.send("PUT", "/v1beta/documents", as: server.owner)
        assertRefused(answer, 405, "unimplemented", "unimplemented")
        XCTAssertEqual(answer.headers["allow"], "GET, HEAD, OPTIONS, POST")
    }

    func testLogNamesTheSubjectAndTheReason() throws {
        let server = try FactifyServer(makeTestStore())
        defer { server.stop() }
        _ = try server.get("/v1beta/documents/x", as: server.member)
        let line = try XCTUnwrap(server.log.entries.wait("a line").first)
        XCTAssertEqual(line.subject, server.member.subject.id.text)
        XCTAssertEqual(line.errorCode, "invalid_id_format")
    }

    func testPublicURLStandsInAddresses() throws {
        var settings = SurfaceSettings()
        settings.publicURL = "https://documents.example"
        let server = try FactifyServer(makeTestStore(), settings: settings)
        defer { server.stop() }
        let id = try server.makeDocument()
        XCTAssertEqual(
            try server.get("/v1beta/documents/\(id)").text("document.url"),
            "https://documents.example/d/\(id.dropFirst(4))")
        XCTAssertEqual(
            try server.get("/v1/documents/\(id)").text("url"),
            "https://documents.example/documents/\(id)")
    }

    func testFilesLargerThanTheLimit() throws {
        var settings = SurfaceSettings()
        settings.maxUploadBytes = 1_000
        let server = try FactifyServer(makeTestStore(), settings: settings)
        defer { server.stop() }
        let large = "%PDF-1.7 " + String(repeating: "x", count: 1_000)
        assertRefused(
            try server.post("/v1beta/documents", [.field("title", "T"), .file("payload", large)]),
            400, "invalid_argument", "invalid_field_value", "payload")
    }
}
