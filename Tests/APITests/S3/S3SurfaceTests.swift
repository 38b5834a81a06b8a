import Foundation
import Hashing
import Ingest
import Sharing
import Signing
import Storage
import StoreTestSupport
import TestSupport
import XCTest

/// The S3 surface as boto3, requests and curl meet it.
final class S3SurfaceTests: StoreTestCase {
    private struct World {
        let server: LinkServer
        let credentials: AWSCredentials
        let pdf: String
        let other: String

        init(_ test: TestStore) throws {
            server = try LinkServer(test)
            credentials = try S3Keys(database: test.store.database)
                .create(named: "tests", as: server.owner).credentials
            pdf = try test.makeFile(Array("%PDF-1.7 the first file".utf8), named: "first.pdf")
            other = try test.makeFile(Array("%PDF-1.7 another file".utf8), named: "other.pdf")
        }

        func run(
            _ steps: [[String: Any]], secret: String? = nil, keyID: String? = nil,
            region: String = "us-east-1", bucket: String = "muniment"
        ) throws -> [S3Clients.Answer] {
            try S3Clients.run([
                "endpoint": server.origin + "/s3", "bucket": bucket, "region": region,
                "keyID": keyID ?? credentials.accessKeyID,
                "secret": secret ?? credentials.secretAccessKey, "steps": steps,
            ])
        }

        func object(_ key: String) throws -> StoredObject {
            try server.operations.object(key: key, as: server.owner)
        }
    }

    private func make() throws -> World { try World(try makeTestStore()) }

    private static let digest = SHA256.digest(of: Array("%PDF-1.7 the first file".utf8))

    private let range: [[Any]] = [["content-length-range", 1, 104_857_600]]

    // MARK: - Forms

    func testFormsOfAllPrograms() throws {
        let world = try make()
        let answers = try world.run(
            ["post", "curl", "browser"].map {
                ["do": $0, "key": "in/\($0) ü+&.pdf", "file": world.pdf, "conditions": range]
            })
        for (answer, name) in zip(answers, ["post", "curl", "browser"]) {
            XCTAssertEqual(answer.status, 204, "\(name) \(answer)")
            XCTAssertEqual(answer.text, "", name)
            XCTAssertEqual(answer.headers["etag"], "\"\(Self.digest.hex)\"", name)
            XCTAssertEqual(try world.object("in/\(name) ü+&.pdf").digest, Self.digest, name)
        }
    }

    func testFileThatIsBeingRemovedIsSentAgain() throws {
        let world = try make()
        try world.server.test.condemn(Array("%PDF-1.7 the first file".utf8))
        let answer = try world.run([
            ["do": "post", "key": "in/a.pdf", "file": world.pdf, "conditions": range]
        ])[0]
        XCTAssertEqual(answer.status, 503, answer.text)
        XCTAssertTrue(answer.text.contains("<Code>ServiceUnavailable</Code>"), answer.text)
    }

    func testFileNameInTheKey() throws {
        let world = try make()
        let answer = try world.run([
            [
                "do": "post", "key": "in/${filename}", "file": world.pdf,
                "name": "C:\\a/Scan 1.pdf",
                "conditions": [["starts-with", "$key", "in/"]],
            ]
        ])[0]
        XCTAssertEqual(answer.status, 204, answer.text)
        XCTAssertEqual(try world.object("in/Scan 1.pdf").title, "Scan 1")
    }

    func testAnswersAsAsked() throws {
        let world = try make()
        func step(_ key: String, _ name: String, _ value: String) -> [String: Any] {
            [
                "do": "post", "key": key, "file": world.pdf, "fields": [name: value],
                "conditions": [[name: value]],
            ]
        }
        let answers = try world.run([
            step("a", "success_action_status", "200"), step("b/c", "success_action_status", "201"),
            step("d", "success_action_status", "404"),
            step("e f", "success_action_redirect", "https://app.example/done?x=1"),
            step("g", "success_action_redirect", "javascript:alert(1)"),
        ])
        XCTAssertEqual(answers.map(\.status), [200, 201, 204, 303, 204])
        XCTAssertEqual(answers[1].element("Key"), "b/c")
        XCTAssertEqual(answers[1].element("Bucket"), "muniment")
        XCTAssertEqual(
            answers[1].element("Location"), "\(world.server.origin)/s3/muniment/b/c")
        XCTAssertEqual(
            answers[3].headers["location"],
            "https://app.example/done?x=1&bucket=muniment&key=e%20f&etag=%22\(Self.digest.hex)%22")
    }

    func testFormOfTheServer() throws {
        let world = try make()
        let (operations, owner) = (world.server.operations, world.server.owner)
        let upload = try operations.expectUpload(title: "Lease", as: owner)
        let form = try operations.presignedForm(
            for: upload, in: S3Bucket(origin: world.server.origin), as: owner)
        let step: [String: Any] = [
            "do": "post", "file": world.pdf,
            "form": [
                "url": form.url,
                "fields": Dictionary(uniqueKeysWithValues: form.fields.map { ($0.name, $0.value) }),
            ],
        ]
        let answers = try world.run([step, step])
        XCTAssertEqual(answers.map(\.status), [204, 204], "\(answers)")
        let version = try XCTUnwrap(operations.upload(upload.id, as: owner).version)
        XCTAssertEqual(answers[0].headers["x-amz-version-id"], version.text)
        XCTAssertEqual(answers[1].headers["x-amz-version-id"], version.text)
        XCTAssertEqual(try world.object(upload.objectKey).title, "Lease")
        XCTAssertEqual(try world.server.test.count("versions"), 1)
        var other = step
        other["file"] = world.other
        XCTAssertEqual(try world.run([other])[0].element("Code"), "PreconditionFailed")
    }

    func testRefusedFormsLeaveNothing() throws {
        let world = try make()
        let text = try world.server.test.makeFile(Array("no PDF at all".utf8), named: "a.txt")
        func step(_ changes: [String: Any]) -> [String: Any] {
            ["do": "post", "key": "a.pdf", "file": world.pdf, "conditions": range].merging(
                changes
            ) { $1 }
        }
        let cases: [(step: [String: Any], status: Int, code: String)] = [
            (step(["changed": ["x-amz-signature": "00"]]), 403, "SignatureDoesNotMatch"),
            (step(["changed": ["policy": "e30="]]), 403, "SignatureDoesNotMatch"),
            (step(["changed": ["key": "b.pdf"]]), 403, "AccessDenied"),
            (step(["changed": ["acl": "private"]]), 403, "AccessDenied"),
            (step(["changed": ["x-amz-algorithm": "x"]]), 400, "InvalidArgument"),
            (step(["changed": ["x-amz-date": "x"]]), 400, "InvalidArgument"),
            (step(["changed": ["x-amz-credential": "x"]]), 400, "InvalidArgument"),
            (step(["removed": ["x-amz-signature"]]), 400, "InvalidArgument"),
            (step(["removed": ["policy"]]), 403, "AccessDenied"),
            (step(["changed": ["x-amz-security-token": "a"]]), 400, "InvalidToken"),
            (step(["removed": ["key"]]), 400, "InvalidArgument"),
            (step(["expires": -1]), 403, "AccessDenied"),
            (step(["conditions": [["content-length-range", 1, 9]]]), 400, "EntityTooLarge"),
            (step(["conditions": [["content-length-range", 99, 999]]]), 400, "EntityTooSmall"),
            (step(["conditions": [["content-length-range", 9, 1]]]), 400, "InvalidPolicyDocument"),
            (step(["conditions": [["like", "$key", "a"]]]), 400, "InvalidPolicyDocument"),
            (step(["file": text]), 400, "InvalidRequest"),
            (
                step(["changed": ["x-ignore": String(repeating: "a", count: 20_480)]]), 400,
                "MaxPostPreDataLengthExceeded"
            ),
        ]
        let before = try world.server.contents()
        let answers = try world.run(cases.map(\.step))
        for (answer, one) in zip(answers, cases) {
            XCTAssertEqual(answer.status, one.status, "\(one.step) \(answer.text)")
            XCTAssertEqual(answer.element("Code"), one.code, "\(one.step) \(answer.text)")
            XCTAssertEqual(answer.headers["content-type"], "application/xml")
            XCTAssertEqual(answer.element("RequestId"), answer.headers["x-request-id"])
        }
        XCTAssertEqual(try world.server.contents(), before)
        let left = world.server.test.folder.path("store/incoming")
        XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: left), [])
    }

    func testFormsOfStrangers() throws {
        let world = try make()
        let step: [String: Any] = ["do": "post", "key": "a.pdf", "file": world.pdf]
        XCTAssertEqual(
            try world.run([step], secret: "other")[0].element("Code"), "SignatureDoesNotMatch")
        XCTAssertEqual(
            try world.run([step], keyID: "AKIAIOSFODNN7EXAMPLE")[0].element("Code"),
            "InvalidAccessKeyId")
        XCTAssertEqual(
            try world.run([step], region: "eu-central-1")[0].element("Region"), "us-east-1")
        XCTAssertEqual(try world.run([step], bucket: "other")[0].element("Code"), "NoSuchBucket")
    }

    func testWhatIsNoForm() throws {
        let server = try make().server
        let plain = try server.send(
            "POST", "/s3/muniment", "Content-Type: text/plain\r\n", body: "a")
        XCTAssertEqual(plain.status, 412)
        let mixed = try server.send(
            "POST", "/s3/muniment/", "Content-Type: multipart/form-data\r\n", body: "a")
        XCTAssertEqual(mixed.status, 400)
        XCTAssertTrue(mixed.text.contains("<Code>MalformedPOSTRequest</Code>"))
        let cut = try server.send(
            "POST", "/s3/muniment", "Content-Type: multipart/form-data; boundary=x\r\n",
            body: "--x\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\na")
        XCTAssertTrue(cut.text.contains("<Code>MalformedPOSTRequest</Code>"), cut.text)
        let empty = try server.send(
            "POST", "/s3/muniment", "Content-Type: multipart/form-data; boundary=x\r\n",
            body: "--x\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\na\r\n--x--\r\n")
        XCTAssertTrue(empty.text.contains("<ArgumentName>file</ArgumentName>"), empty.text)
        XCTAssertEqual(try server.send("DELETE", "/s3/muniment/a").status, 405)
    }

    // MARK: - Presigned requests

    func testPutAndGet() throws {
        let world = try make()
        let keys = ["plain.pdf", "a b/ü 中文/x+y&z=%41;'(1)!*~.pdf", "deep/er/and/er.pdf"]
        let answers = try world.run(
            keys.flatMap { key -> [[String: Any]] in
                [
                    ["do": "put", "key": key, "file": world.pdf],
                    ["do": "get", "key": key],
                    ["do": "get", "key": key, "headers": ["Range": "bytes=5-7"]],
                ]
            })
        for (index, key) in keys.enumerated() {
            let (put, get, part) = (
                answers[index * 3], answers[index * 3 + 1], answers[index * 3 + 2]
            )
            XCTAssertEqual(put.status, 200, "\(key) \(put.text)")
            XCTAssertEqual(put.headers["etag"], "\"\(Self.digest.hex)\"")
            XCTAssertEqual(get.status, 200, "\(key) \(get.text)")
            XCTAssertEqual(get.sha256, Self.digest.hex)
            XCTAssertEqual(part.status, 206, key)
            XCTAssertEqual(part.text, "1.7")
        }
    }

    func testSignedHeadersAndParameters() throws {
        let world = try make()
        let type = ["ContentType": "application/pdf"]
        let answers = try world.run([
            [
                "do": "put", "key": "a.pdf", "file": world.pdf, "parameters": type,
                "headers": ["Content-Type": "application/pdf"],
            ],
            [
                "do": "put", "key": "b.pdf", "file": world.pdf, "parameters": type,
                "headers": ["Content-Type": "text/plain"],
            ],
            [
                "do": "put", "key": "b.pdf", "file": world.pdf,
                "headers": ["x-amz-acl": "public-read"],
            ],
            [
                "do": "get", "key": "a.pdf",
                "parameters": [
                    "ResponseContentType": "application/x-other",
                    "ResponseContentDisposition": "inline; filename=\"Q1 ü.pdf\"",
                ],
            ],
        ])
        XCTAssertEqual(answers[0].status, 200, answers[0].text)
        XCTAssertEqual(answers[1].element("Code"), "SignatureDoesNotMatch")
        XCTAssertEqual(answers[2].element("HeadersNotSigned"), "x-amz-acl")
        XCTAssertEqual(answers[3].headers["content-type"], "application/x-other")
        XCTAssertThrowsError(try world.object("b.pdf"))
    }

    func testRefusedRequestsLeaveNothing() throws {
        let world = try make()
        let text = try world.server.test.makeFile(Array("no PDF at all".utf8), named: "a.txt")
        let before = try world.server.contents()
        let answers = try world.run([
            ["do": "put", "key": "a.pdf", "file": text],
            ["do": "put", "key": "a.pdf", "file": world.pdf, "expires": -9],
            ["do": "put", "key": "a.pdf", "file": world.pdf, "expires": 604_801],
            [
                "do": "put", "key": "a.pdf", "file": world.pdf,
                "headers": ["x-amz-content-sha256": String(repeating: "0", count: 64)],
            ],
            ["do": "get", "key": "a.pdf"],
            ["do": "get", "url": world.server.origin + "/s3/muniment/a.pdf"],
            ["do": "get", "url": world.server.origin + "/s3/muniment/a.pdf?X-Amz-Expires=1"],
        ])
        XCTAssertEqual(
            answers.map { $0.element("Code") },
            [
                "InvalidRequest", "AuthorizationQueryParametersError",
                "AuthorizationQueryParametersError", "AccessDenied", "NoSuchKey", "AccessDenied",
                "AuthorizationQueryParametersError",
            ])
        XCTAssertEqual(answers.map(\.status), [400, 400, 400, 403, 404, 403, 400])
        XCTAssertEqual(try world.server.contents(), before)
    }

    func testOverwritingIsTheNextVersion() throws {
        let world = try make()
        let answers = try world.run([
            ["do": "put", "key": "a.pdf", "file": world.pdf],
            ["do": "put", "key": "a.pdf", "file": world.other],
            ["do": "get", "key": "a.pdf"],
        ])
        XCTAssertEqual(answers.map(\.status), [200, 200, 200])
        XCTAssertEqual(answers[2].text, "%PDF-1.7 another file")
        XCTAssertEqual(try world.server.test.count("documents"), 1)
        XCTAssertEqual(try world.server.test.count("versions"), 2)
    }

    func testDownloadsAreOnTheTimeline() throws {
        let world = try make()
        _ = try world.run([
            ["do": "put", "key": "a.pdf", "file": world.pdf], ["do": "get", "key": "a.pdf"],
        ])
        let events = try world.server.events(world.object("a.pdf").document)
        let event = try XCTUnwrap(events.first { $0.kind == .documentDownloaded })
        XCTAssertEqual(event.payload["access_key_id"], world.credentials.accessKeyID)
        XCTAssertEqual(event.actor?.id, world.server.owner.id)
    }

    func testWhoGetsMarkedCopiesAloneIsRefused() throws {
        let world = try make()
        let admin = UserID()
        try world.server.test.store.database.write { db in
            try db.execute(
                "INSERT INTO users (id, email, name, created_at) VALUES ($1, $2, $3, 0)",
                [admin, "ada@example.org", "Ada"])
            try db.execute(
                """
                INSERT INTO members (organization_id, user_id, role, joined_at)
                VALUES ($1, $2, 'admin', 0)
                """, [world.server.owner.organization, admin])
        }
        let key = try S3Keys(database: world.server.test.store.database)
            .create(named: "Ada", for: .user(admin), as: world.server.owner).credentials
        func get() throws -> S3Clients.Answer {
            try world.run(
                [["do": "get", "key": "a.pdf"]], secret: key.secretAccessKey,
                keyID: key.accessKeyID)[0]
        }
        _ = try world.run([["do": "put", "key": "a.pdf", "file": world.pdf]])
        XCTAssertEqual(try get().sha256, Self.digest.hex)
        try world.server.operations.requireOrganizationWatermark(
            WatermarkRequirement(Watermark(lines: ["{viewer}"])), as: world.server.owner)
        let refused = try get()
        XCTAssertEqual(refused.status, 403)
        XCTAssertEqual(refused.element("Code"), "AccessDenied")
        XCTAssertEqual(refused.element("Message")?.contains("watermark"), true)
        let owned = try world.run([["do": "get", "key": "a.pdf"]])[0]
        XCTAssertEqual(owned.sha256, Self.digest.hex)
    }

    func testAddressesOfTheServer() throws {
        let world = try make()
        let (operations, owner) = (world.server.operations, world.server.owner)
        let bucket = S3Bucket(origin: world.server.origin)
        _ = try world.run([["do": "put", "key": "ü a.pdf", "file": world.pdf]])
        let url = try operations.presignedGet(key: "ü a.pdf", lifetime: nil, in: bucket, as: owner)
        XCTAssertEqual(try S3Clients.fetch(url).sha256, Self.digest.hex)
        let version = try world.object("ü a.pdf").version
        let direct = try operations.presignedGet(
            key: "versions/\(version).pdf", lifetime: nil, in: bucket, as: owner)
        XCTAssertEqual(try S3Clients.fetch(direct).sha256, Self.digest.hex)
    }

    func testRevokedKeyIsUnknown() throws {
        let world = try make()
        let id = try XCTUnwrap(S3KeyID(world.credentials.accessKeyID))
        _ = try S3Keys(database: world.server.test.store.database)
            .revoke(id, as: world.server.owner)
        let answer = try world.run([["do": "get", "key": "a.pdf"]])[0]
        XCTAssertEqual(answer.status, 403)
        XCTAssertEqual(answer.element("Code"), "InvalidAccessKeyId")
        XCTAssertEqual(answer.element("AWSAccessKeyId"), id.text)
    }
}
