import Ingest
import Sharing
import Storage
import StoreTestSupport
import XCTest

/// The newer generation, for which there is no SDK to call it with.
class V1Tests: StoreTestCase {
    private func serving(
        isReading: Bool = false, _ body: (FactifyServer) throws -> Void
    ) throws {
        let server = try FactifyServer(makeTestStore(), isReading: isReading)
        defer { server.stop() }
        try body(server)
    }

    private func assertProblem(
        _ answer: FactifyServer.Answer, _ status: Int, _ title: String, line: UInt = #line
    ) {
        XCTAssertEqual(answer.status, status, line: line)
        XCTAssertEqual(
            answer.headers["content-type"], "application/problem+json", line: line)
        XCTAssertEqual(answer.members(), ["type", "title", "status", "detail"], line: line)
        XCTAssertEqual(answer.text("title"), title, line: line)
        XCTAssertEqual(answer["status"] as? Int, status, line: line)
    }

    private func make(_ server: FactifyServer, _ title: String = "Title") throws -> String {
        let answer = try server.post(
            "/v1/documents", [.field("title", title), .file("file")])
        XCTAssertEqual(answer.status, 201)
        return try XCTUnwrap(answer.text("id"))
    }

    // MARK: - Documents

    func testDocumentIsFlat() throws {
        try serving { server in
            let id = try self.make(server)
            let answer = try server.get("/v1/documents/\(id)")
            XCTAssertEqual(answer.status, 200)
            XCTAssertEqual(
                answer.members(),
                [
                    "id", "org_id", "title", "is_demo", "processing_status", "access_level", "url",
                    "created_at", "updated_at", "created_by", "current_version", "capabilities",
                ])
            XCTAssertEqual(answer.text("url"), "\(server.url)/documents/\(id)")
            XCTAssertEqual(answer.members("created_by"), ["id", "name"])
            XCTAssertEqual(
                answer.text("created_by.id"),
                "usr_" + server.owner.subject.id.text.dropFirst("user_".count))
            XCTAssertEqual(answer.members("current_version"), ["id", "created_at"])
            XCTAssertEqual(answer.members("capabilities").count, 16)
        }
    }

    func testCurrentVersionIsIncludedOnRequest() throws {
        try serving { server in
            let id = try self.make(server)
            let answer = try server.get("/v1/documents/\(id)?include=current_version")
            XCTAssertEqual(
                answer.text("current_version_full.id"), answer.text("current_version.id"))
            XCTAssertEqual(answer.text("current_version_full.source_type"), "pdf")
            XCTAssertEqual(answer.text("current_version_full.title"), "a.pdf")
            assertProblem(try server.get("/v1/documents/\(id)?include=all"), 400, "Bad Request")
        }
    }

    func testUpdate() throws {
        try serving { server in
            let id = try self.make(server)
            let answer = try server.send(
                "PATCH", "/v1/documents/\(id)", json: #"{"description":"Of 2026"}"#)
            XCTAssertEqual(answer.text("title"), "Title")
            XCTAssertEqual(answer.text("description"), "Of 2026")
            assertProblem(
                try server.send("PATCH", "/v1/documents/\(id)", json: #"{"title":null}"#),
                400, "Bad Request")
            assertProblem(
                try server.send("PATCH", "/v1/documents/\(id)", json: #"{"name":"x"}"#),
                400, "Bad Request")
        }
    }

    func testWhatHasNothingToAnswerIs204() throws {
        try serving { server in
            let path = "/v1/documents/\(try self.make(server))"
            for action in ["process", "trash", "untrash"] {
                let answer = try server.send("POST", "\(path)/\(action)", as: server.owner)
                XCTAssertEqual(answer.status, 204, action)
                XCTAssertEqual(answer.body, [], action)
                XCTAssertNil(answer.headers["content-type"], action)
            }
        }
    }

    func testTransferMovesToAnotherOrganization() throws {
        try serving { server in
            let id = try self.make(server)
            let target = OrganizationID()
            try server.test.store.database.write { db in
                try db.execute(
                    "INSERT INTO organizations (id, name, created_at) VALUES ($1, 'New', 0)",
                    [target])
                try db.execute(
                    """
                    INSERT INTO members (organization_id, user_id, role, joined_at)
                    VALUES ($1, $2, 'owner', 0)
                    """, [target, server.owner.subject.id])
            }
            let answer = try server.send(
                "POST", "/v1/documents/\(id)/transfer", json: #"{"target_org_id":"\#(target)"}"#)
            XCTAssertEqual(answer.status, 204)
            assertProblem(try server.get("/v1/documents/\(id)"), 404, "Not Found")
        }
    }

    func testListIsFollowedToItsEnd() throws {
        try serving { server in
            let made = try ["a", "b", "c"].map { try self.make(server, $0) }
            var titles: [String] = []
            var target = "/v1/documents?sort=title&page_size=2"
            while true {
                let page = try server.get(target)
                titles += (page["documents"] as? [[String: Any]] ?? [])
                    .compactMap { $0["title"] as? String }
                guard let next = page.text("next") else { break }
                XCTAssertTrue(next.hasPrefix(server.url + "/v1/documents?sort=title&"), next)
                target = String(next.dropFirst(server.url.count))
            }
            XCTAssertEqual(titles, ["a", "b", "c"])
            XCTAssertEqual(made.count, 3)
            let clamped = try server.get("/v1/documents?page_size=0")
            XCTAssertEqual((clamped["documents"] as? [Any])?.count, 1)
        }
    }

    func testContentComesWhenItIsRead() throws {
        try serving { server in
            assertProblem(
                try server.get("/v1/documents/\(try self.make(server))/content"), 409, "Conflict")
        }
        try serving(isReading: true) { server in
            let receipt = try server.test.add("invoice-2026-0417")
            try server.test.wait { try server.test.version(receipt).state == .ready }
            let answer = try server.get("/v1/documents/\(receipt.documentID)/content")
            XCTAssertEqual(
                answer.members(), ["version_id", "source_type", "document", "layout"])
            XCTAssertEqual(answer.text("version_id"), receipt.versionID.text)
            XCTAssertNotNil(answer["document.blocks.0"])
            XCTAssertNotNil(answer["layout.pages.0"])
        }
    }

    func testExportIsALinkOfThisServer() throws {
        try serving { server in
            let answer = try server.get("/v1/documents/\(try self.make(server))/export")
            XCTAssertEqual(answer.members(), ["url", "expires_at"])
            XCTAssertEqual(answer.text("url")?.hasPrefix(server.url + "/"), true)
        }
    }

    func testRights() throws {
        try serving { server in
            let path = "/v1/documents/\(try self.make(server))"
            let rights = try server.get(path + "/capabilities", as: server.member)
            XCTAssertEqual(rights.members().count, 16)
            XCTAssertEqual(rights["view"] as? Bool, true)
            XCTAssertEqual(rights["trash"] as? Bool, false)
            XCTAssertEqual(
                try server.get(path + "/general-access").text("access"), "authenticated")
            XCTAssertEqual(
                try server.get(path + "/timeline").text("events.0.event_type"),
                "document_created")
            XCTAssertEqual(try server.get(path + "/duplicates").members(), ["items"])
        }
    }

    // MARK: - Versions

    func testVersions() throws {
        try serving { server in
            let path = "/v1/documents/\(try self.make(server))/versions"
            let made = try server.post(path, [.file("file")])
            XCTAssertEqual(made.status, 201)
            let id = try XCTUnwrap(made.text("id"))
            XCTAssertEqual(made.text("status"), "processing")
            let all = try server.get(path)
            XCTAssertEqual((all["versions"] as? [Any])?.count, 2)
            XCTAssertEqual(all.text("versions.0.id"), id)
            let changed = try server.send("PATCH", "\(path)/\(id)", json: #"{"title":"2nd"}"#)
            XCTAssertEqual(changed.text("title"), "2nd")
            XCTAssertEqual(try server.get("\(path)/\(id)").text("title"), "2nd")
            let other = try self.make(server)
            assertProblem(
                try server.get("/v1/documents/\(other)/versions/\(id)"), 404, "Not Found")
        }
    }

    // MARK: - Accounts

    func testKeys() throws {
        try serving { server in
            let made = try server.send("POST", "/v1/api-keys", json: #"{"name":"Import"}"#)
            XCTAssertEqual(made.status, 201)
            let (id, key) = (try XCTUnwrap(made.text("id")), try XCTUnwrap(made.text("key")))
            XCTAssertEqual(key.hasPrefix(try XCTUnwrap(made.text("prefix"))), true)
            let revoked = try server.send(
                "DELETE", "/v1/api-keys/\(id)", json: #"{"reason":"Lost"}"#)
            XCTAssertEqual(revoked.status, 204)
            let kept = try server.get("/v1/api-keys")
            XCTAssertEqual((kept["api_keys"] as? [Any])?.count, 3)
            let all = try server.get("/v1/api-keys?include_revoked=true")
            XCTAssertEqual(all.text("api_keys.0.revoked_comment"), "Lost")
            XCTAssertEqual(all.text("api_keys.0.revoked_by")?.hasPrefix("usr_"), true)
            assertProblem(
                try server.get("/v1/api-keys", as: server.member), 403, "Forbidden")
        }
    }

    func testOrganizationAndItsMembers() throws {
        try serving { server in
            XCTAssertEqual(
                try server.get("/v1/organization").text("id"),
                server.owner.subject.organization.text)
            let members = try server.get("/v1/organization/members", as: server.member)
            XCTAssertEqual(
                members.members("items.0"),
                ["org_id", "user_id", "role", "joined_at", "email", "display_name"])
        }
    }

    func testMeIsForUsers() throws {
        try serving { server in
            let me = try server.get("/v1/me")
            XCTAssertEqual(
                me.members(), ["id", "email", "display_name", "given_name", "family_name"])
            XCTAssertTrue(me["given_name"] is NSNull)
            XCTAssertEqual(try server.get("/v1/me/quota").status, 200)
            assertProblem(try server.get("/v1/me", as: server.bot), 403, "Forbidden")
            assertProblem(try server.get("/v1/me/quota", as: server.bot), 403, "Forbidden")
        }
    }

    func testQuota() throws {
        try serving { server in
            try server.test.store.database.write { db in
                try db.execute("UPDATE organizations SET document_limit = 1")
            }
            _ = try self.make(server)
            let quota = try server.get("/v1/quota")
            XCTAssertEqual(quota["limit"] as? Int, 1)
            XCTAssertEqual(quota["used"] as? Int, 1)
            XCTAssertEqual(quota["remaining"] as? Int, 0)
            XCTAssertEqual(quota.text("resets_at")?.hasSuffix("-01T00:00:00.000000Z"), true)
            assertProblem(
                try server.post("/v1/documents", [.field("title", "T"), .file("file")]),
                429, "Too Many Requests")
        }
    }

    func testProblems() throws {
        try serving { server in
            assertProblem(
                try server.send("GET", "/v1/documents", as: nil), 401, "Unauthorized")
            assertProblem(try server.get("/v1/documents/x"), 400, "Bad Request")
            assertProblem(try server.get("/v1/nothing"), 404, "Not Found")
            assertProblem(
                try server.send("POST", "/v1/documents", json: "{}"), 415,
                "Unsupported Media Type")
        }
    }
}
