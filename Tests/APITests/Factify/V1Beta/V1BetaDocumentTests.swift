import StoreTestSupport
import XCTest

/// What the SDK cannot send, or does not show.
final class V1BetaDocumentTests: StoreTestCase {
    private func serving(
        _ body: (FactifyServer) throws -> Void
    ) throws {
        let server = try FactifyServer(makeTestStore())
        defer { server.stop() }
        try body(server)
    }

    func testFieldsMayStandBehindTheFile() throws {
        try serving { server in
            let answer = try server.post(
                "/v1beta/documents",
                [.file("payload"), .field("title", "Late"), .field("access_level", "public")])
            XCTAssertEqual(answer.status, 200)
            XCTAssertEqual(answer.text("document.title"), "Late")
            XCTAssertEqual(answer.text("document.access_level"), "public")
        }
    }

    func testPartsThatTheServerChoosesArePassedOver() throws {
        try serving { server in
            let answer = try server.post(
                "/v1beta/documents",
                [.field("title", "T"), .field("document_id", "x"), .file("payload")])
            XCTAssertEqual(answer.status, 200)
        }
    }

    func testFormsAreClosed() throws {
        try serving { server in
            let invalid = ("invalid_argument", "invalid_field_value")
            assertRefused(
                try server.post("/v1beta/documents", [.field("name", "T"), .file("payload")]),
                400, invalid.0, invalid.1, "name")
            assertRefused(
                try server.post("/v1beta/documents", [.field("title", "T"), .file("file")]),
                400, invalid.0, invalid.1, "file")
            assertRefused(
                try server.post(
                    "/v1beta/documents", [.field("title", "T"), .field("payload", "%PDF-1.7")]),
                400, invalid.0, invalid.1, "payload")
        }
    }

    func testFormsHaveToBeWhole() throws {
        try serving { server in
            assertRefused(
                try server.post("/v1beta/documents", [.field("title", "T")]),
                400, "invalid_argument", "missing_required_field", "payload")
            assertRefused(
                try server.post("/v1beta/documents", [.file("payload")]),
                400, "invalid_argument", "missing_required_field", "title")
            assertRefused(
                try server.post(
                    "/v1beta/documents",
                    [.field("title", "T"), .field("access_level", "secret"), .file("payload")]),
                400, "invalid_argument", "invalid_enum_value", "access_level")
            XCTAssertEqual(try server.test.count("documents"), 0)
        }
    }

    func testWrongTypesOfBodies() throws {
        try serving { server in
            let id = try server.makeDocument()
            let form = try server.send("POST", "/v1beta/documents", json: "{}")
            assertRefused(form, 400, "invalid_argument", "invalid_field_value")
            let json = try server.send(
                "PATCH", "/v1beta/documents/\(id)", as: server.owner,
                ["Content-Type": "text/plain"], body: Array("{}".utf8))
            assertRefused(json, 400, "invalid_argument", "invalid_field_value")
        }
    }

    func testBodiesAreClosed() throws {
        try serving { server in
            let id = try server.makeDocument()
            assertRefused(
                try server.send("PATCH", "/v1beta/documents/\(id)", json: #"{"name":"x"}"#),
                400, "invalid_argument", "invalid_field_value", "name")
            assertRefused(
                try server.send("POST", "/v1beta/documents/\(id)/trash", json: #"{"now":true}"#),
                400, "invalid_argument", "invalid_field_value", "now")
        }
    }

    func testBodiesThatAreNoObject() throws {
        try serving { server in
            let id = try server.makeDocument()
            for text in ["[]", "{", "\"x\"", "1", "{\"title\":\"a\"} {}"] {
                assertRefused(
                    try server.send("PATCH", "/v1beta/documents/\(id)", json: text),
                    400, "invalid_argument", "invalid_field_value")
            }
        }
    }

    func testNullChangesNothingWhereItIsAllowed() throws {
        try serving { server in
            let id = try server.makeDocument("Kept")
            let answer = try server.send(
                "PATCH", "/v1beta/documents/\(id)", json: #"{"title":null,"description":null}"#)
            XCTAssertEqual(answer.text("document.title"), "Kept")
            XCTAssertFalse(answer.members("document").contains("description"))
            assertRefused(
                try server.send(
                    "POST", "/v1beta/documents/\(id)/transfer", json: #"{"new_owner_id":null}"#),
                400, "invalid_argument", "invalid_field_value", "new_owner_id")
            assertRefused(
                try server.send("PATCH", "/v1beta/documents/\(id)", json: #"{"title":1}"#),
                400, "invalid_argument", "invalid_field_value", "title")
        }
    }

    func testEmptyBodiesAreAccepted() throws {
        try serving { server in
            let id = try server.makeDocument()
            let path = "/v1beta/documents/\(id)"
            XCTAssertEqual(
                try server.send("POST", path + "/trash", as: server.owner).status, 200)
            let answer = try server.send("POST", path + "/untrash", as: server.owner)
            XCTAssertEqual(answer.status, 200)
            XCTAssertEqual(answer.body, Array("{}".utf8))
        }
    }

    func testListParametersOutsideOfTheirWords() throws {
        try serving { server in
            for name in [
                "access_level", "processing_status", "ownership", "trash_state", "source_format",
                "sort",
            ] {
                assertRefused(
                    try server.get("/v1beta/documents?\(name)=other"),
                    400, "invalid_argument", "invalid_enum_value", name)
            }
            for (name, value) in [
                ("created.after", "yesterday"), ("organization_scope", "yes"),
                ("page_size", "many"),
                ("title_contains", String(repeating: "x", count: 256)),
            ] {
                assertRefused(
                    try server.get("/v1beta/documents?\(name)=\(value)"),
                    400, "invalid_argument", "invalid_field_value", name)
            }
        }
    }

    func testCursorOfAnotherOrder() throws {
        try serving { server in
            for title in ["a", "b"] { _ = try server.makeDocument(title) }
            let page = try server.get("/v1beta/documents?page_size=1&sort=name")
            let token = try XCTUnwrap(page.text("pagination.next_page_token"))
            assertRefused(
                try server.get("/v1beta/documents?page_size=1&page_token=\(token)"),
                400, "invalid_argument", "invalid_cursor", "page_token")
        }
    }

    func testFiltersOfTheSecondGeneration() throws {
        try serving { server in
            let id = try server.makeDocument("Quarterly Plan")
            _ = try server.makeDocument("Other")
            func found(_ query: String) throws -> [String] {
                let items =
                    try server.get("/v1beta/documents?\(query)")["items"] as? [[String: Any]]
                return try XCTUnwrap(items).compactMap { $0["id"] as? String }
            }
            XCTAssertEqual(try found("title_contains=quarterly"), [id])
            XCTAssertEqual(try found("description_contains=quarterly"), [])
            XCTAssertEqual(try found("source_format=docx"), [])
            XCTAssertEqual(try found("source_format=docx&source_format=pdf").count, 2)
        }
    }

    func testAccessServesBothGenerations() throws {
        try serving { server in
            let id = try server.makeDocument()
            let path = "/v1beta/documents/\(id)"
            XCTAssertEqual(
                try server.get(path + "/access").members(),
                ["document_id", "permission_set", "general_access_level"])
            let capabilities = try server.get(path + "/capabilities")
            XCTAssertEqual(capabilities.members(), ["document_id", "permission_set"])
            XCTAssertEqual(capabilities.members("permission_set").count, 16)
        }
    }

    func testTimelineIsSpelledAsTheGenerationDoes() throws {
        try serving { server in
            let path = "/v1beta/documents/\(try server.makeDocument())/timeline"
            let agent = "speakeasy-sdk/typescript 1.1.0-rc.13 2.884.4 1.1.0-rc.13 @factify/sdk"
            XCTAssertEqual(
                try server.get(path, ["User-Agent": agent]).text("events.0.event_type"),
                "document_created")
            XCTAssertEqual(
                try server.get(path).text("events.0.event_type"),
                "TIMELINE_EVENT_TYPE_DOCUMENT_CREATED")
        }
    }

    func testRecordWhileBeingRead() throws {
        try serving { server in
            let id = try server.makeDocument()
            let version = try XCTUnwrap(
                try server.get("/v1beta/documents/\(id)").text("document.current_version.id"))
            assertRefused(
                try server.get("/v1beta/versions/\(version)/record"),
                400, "failed_precondition", "precondition_failed")
        }
    }
}
