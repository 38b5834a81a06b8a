import Foundation
import Signing
import XCTest

// Vectors: the browser upload of "Example: Browser-Based Upload using HTTP POST" in the S3 API
// reference, and one of our own.
final class PostPolicyTests: XCTestCase {
    private let signer = RequestSigner(
        credentials: AWSCredentials(
            accessKeyID: "AKIAIOSFODNN7EXAMPLE",
            secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
        region: "us-east-1")
    private let time = SigningTime(secondsSince1970: 1_451_347_200)

    private func policy(_ text: String) throws -> PostPolicy {
        try PostPolicy(json: Array(text.utf8))
    }

    private func policy(conditions: String) throws -> PostPolicy {
        try policy("{\"expiration\":\"2030-01-01T00:00:00Z\",\"conditions\":\(conditions)}")
    }

    private func allows(_ conditions: String, _ fields: [SignableRequest.Field]) throws -> Bool {
        do {
            try policy(conditions: conditions).require(fields, now: 0)
            return true
        } catch is PostPolicy.Refusal {
            return false
        }
    }

    private func assertMalformed(_ text: String, line: UInt = #line) {
        XCTAssertThrowsError(try policy(text), line: line) { error in
            guard case .malformed = error as? PostPolicy.Refusal else {
                return XCTFail("\(error)", line: line)
            }
        }
    }

    func testPublishedVector() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Vectors/aws-post-policy.txt")
        let encoded = try String(contentsOf: file, encoding: .utf8)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        XCTAssertTrue(
            signer.key(at: time).isSignature(
                "8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e", of: encoded))
        let policy = try PostPolicy(json: Array(XCTUnwrap(Data(base64Encoded: encoded))))
        XCTAssertEqual(policy.expiration, 1_451_476_800)
        XCTAssertEqual(policy.conditions.count, 11)
        XCTAssertNil(policy.length)
        let fields: [SignableRequest.Field] = [
            ("bucket", "sigv4examplebucket"), ("key", "user/user1/a.png"), ("acl", "public-read"),
            (
                "success_action_redirect",
                "http://sigv4examplebucket.s3.amazonaws.com/successful_upload.html"
            ),
            ("Content-Type", "image/png"), ("x-amz-meta-uuid", "14365123651274"),
            ("x-amz-server-side-encryption", "AES256"), ("x-amz-meta-tag", ""),
            ("X-Amz-Credential", "AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request"),
            ("X-Amz-Algorithm", "AWS4-HMAC-SHA256"), ("X-Amz-Date", "20151229T000000Z"),
            ("Policy", encoded), ("X-Amz-Signature", "8afd"),
        ]
        XCTAssertNoThrow(try policy.require(fields, now: 1_451_347_200))
    }

    func testMakesForms() throws {
        let fields = signer.form(
            bucket: "sigv4examplebucket", key: "documents/52370ab1-7d08-4a03-b0ac-4ba63c8f209d.pdf",
            bytes: 1...104_857_600, expiration: "2015-12-29T01:00:00Z", at: time,
            signing: signer.key(at: time))
        XCTAssertEqual(
            fields.map(\.name),
            [
                "key", "x-amz-credential", "x-amz-algorithm", "x-amz-date", "policy",
                "x-amz-signature",
            ])
        XCTAssertEqual(
            fields.last?.value, "df7b67d1fa778881434b1adc705422c46b5af8b82a2b44ca7868a4fb64ad2689")
        let json = try XCTUnwrap(Data(base64Encoded: fields[4].value))
        let policy = try PostPolicy(json: Array(json))
        XCTAssertEqual(policy.length, 1...104_857_600)
        XCTAssertNoThrow(
            try policy.require(fields + [("bucket", "sigv4examplebucket")], now: 1_451_347_201))
        XCTAssertThrowsError(
            try policy.require(fields + [("bucket", "sigv4examplebucket")], now: 1_451_350_800)
        ) { XCTAssertEqual($0 as? PostPolicy.Refusal, .expired) }
    }

    func testFormsWithAnyKeyCanBeRead() throws {
        let key = "a\"b\\c\n\u{1}/中 ü.pdf"
        let fields = signer.form(
            bucket: "b", key: key, bytes: 1...2, expiration: "2015-12-29T01:00:00Z", at: time,
            signing: signer.key(at: time))
        let json = try XCTUnwrap(Data(base64Encoded: fields[4].value))
        let policy = try PostPolicy(json: Array(json))
        XCTAssertEqual(policy.conditions[1], .equals(field: "key", value: key))
    }

    func testExpirationHasOneForm() throws {
        for text in ["2030-01-01T00:00:00Z", "2030-01-01T00:00:00.5Z", "2030-01-01T00:00:00.000Z"] {
            XCTAssertNoThrow(try policy("{\"expiration\":\"\(text)\",\"conditions\":[]}"), text)
        }
        for text in [
            "2030-01-01 00:00:00Z", "2030-01-01T00:00:00+00:00", "2030-01-01T00:00:00",
            "2030-13-01T00:00:00Z", "2030-02-30T00:00:00Z", "2030-01-01T00:00:00.Z", "",
        ] {
            assertMalformed("{\"expiration\":\"\(text)\",\"conditions\":[]}")
        }
    }

    func testWhatIsNoPolicy() {
        for text in [
            "", "{", "[]", "{\"conditions\":[]}", "{\"expiration\":\"2030-01-01T00:00:00Z\"}",
            "{\"Expiration\":\"2030-01-01T00:00:00Z\",\"conditions\":[]}",
        ] {
            assertMalformed(text)
        }
        for conditions in [
            "{}", "[{}]", "[{\"a\":\"b\",\"c\":\"d\"}]", "[{\"a\":1}]", "[[\"eq\",\"a\",\"b\"]]",
            "[[\"like\",\"$a\",\"b\"]]", "[[\"eq\",\"$a\"]]", "[[\"eq\",\"$a\",1]]", "[1]",
            "[[\"content-length-range\",2,1]]", "[[\"content-length-range\",-1,1]]",
            "[[\"content-length-range\",\"x\",1]]",
        ] {
            assertMalformed(
                "{\"expiration\":\"2030-01-01T00:00:00Z\",\"conditions\":\(conditions)}")
        }
    }

    func testConditions() throws {
        XCTAssertTrue(try allows("[{\"key\":\"a\"}]", [("KEY", "a")]))
        XCTAssertFalse(try allows("[{\"key\":\"a\"}]", [("key", "A")]))
        XCTAssertTrue(try allows("[[\"eq\",\"$Key\",\"a\"]]", [("key", "a")]))
        XCTAssertTrue(try allows("[[\"starts-with\",\"$key\",\"a/\"]]", [("key", "a/b")]))
        XCTAssertFalse(try allows("[[\"starts-with\",\"$key\",\"a/\"]]", [("key", "b/a/")]))
        XCTAssertTrue(try allows("[[\"starts-with\",\"$key\",\"\"]]", [("key", "b")]))
        XCTAssertFalse(
            try allows("[{\"key\":\"a\"},[\"starts-with\",\"$key\",\"b\"]]", [("key", "a")]))
    }

    func testAFieldThatIsAbsentFails() throws {
        XCTAssertFalse(try allows("[[\"starts-with\",\"$acl\",\"\"]]", []))
    }

    func testFieldsThatHaveToBeExact() throws {
        XCTAssertFalse(
            try allows("[[\"starts-with\",\"$x-amz-date\",\"2\"]]", [("x-amz-date", "2015")]))
        XCTAssertTrue(
            try allows("[[\"starts-with\",\"$x-amz-meta-a\",\"2\"]]", [("x-amz-meta-a", "2")]))
    }

    func testListsOfTypes() throws {
        let condition = "[[\"starts-with\",\"$Content-Type\",\"image/\"]]"
        XCTAssertTrue(try allows(condition, [("Content-Type", "image/png, image/gif")]))
        XCTAssertFalse(try allows(condition, [("Content-Type", "image/png,text/html")]))
    }

    func testFieldsWithoutConditionAreRefused() throws {
        XCTAssertFalse(try allows("[]", [("acl", "private")]))
        XCTAssertTrue(
            try allows(
                "[]",
                [("policy", "a"), ("X-Amz-Signature", "b"), ("x-ignore-me", "c"), ("bucket", "d")]))
    }

    func testLengths() throws {
        XCTAssertEqual(
            try policy(conditions: "[[\"content-length-range\",\"1\",\"9\"]]").length, 1...9)
        XCTAssertEqual(
            try policy(
                conditions: "[[\"content-length-range\",1,9],[\"content-length-range\",2,99]]"
            ).length, 2...9)
    }
}
