import Signing
import TestSupport
import XCTest

// Vectors: the presigned GET of "Authenticating Requests: Using Query Parameters" in the S3 API
// reference, and two of our own that botocore makes as well.
final class PresignedQueryTests: XCTestCase {
    private let credentials = AWSCredentials(
        accessKeyID: "AKIAIOSFODNN7EXAMPLE",
        secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
    private let host = ("host", "examplebucket.s3.amazonaws.com")
    private let start = 1_369_353_600

    private var signer: RequestSigner {
        RequestSigner(credentials: credentials, region: "us-east-1")
    }

    private func signed(
        _ method: String = "GET", _ path: String = "/test.txt",
        _ query: [SignableRequest.Field] = [], headers: [SignableRequest.Field] = [],
        expires: Int = 86_400
    ) -> SignableRequest {
        let time = SigningTime(secondsSince1970: start)
        let request = SignableRequest(
            method: method, path: path, query: query, headers: [host] + headers,
            payload: .unsigned)
        return signer.presigned(request, at: time, expires: expires, key: signer.key(at: time))
    }

    private func check(
        _ request: SignableRequest, now: Int? = nil, skew: Int = 0
    ) throws(PresignedRefusal) {
        let query = try PresignedQuery(request.query, region: "us-east-1")
        try query.requireTime(now: now ?? start, skew: skew)
        let key = SigningKey(
            secretAccessKey: credentials.secretAccessKey, scope: query.credential.scope)
        try query.requireSignature(
            method: request.method, path: request.path, headers: request.headers,
            payload: .unsigned, key: key)
    }

    private func assertRefused(
        _ refusal: PresignedRefusal, _ request: SignableRequest, now: Int? = nil, skew: Int = 0,
        line: UInt = #line
    ) {
        XCTAssertThrowsError(try check(request, now: now, skew: skew), line: line) {
            XCTAssertEqual($0 as? PresignedRefusal, refusal, line: line)
        }
    }

    /// The request with another value of a parameter, or without it.
    private func changed(_ name: String, _ value: String?) -> SignableRequest {
        var request = signed()
        request.query.removeAll { $0.name == name }
        if let value { request.query.append((name, value)) }
        return request
    }

    func testPublishedVector() throws {
        XCTAssertEqual(
            signed().query.last?.value,
            "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404")
        try check(signed())
    }

    func testOverrides() throws {
        let request = signed(
            "GET", "/test.txt",
            [
                ("response-content-disposition", "attachment; filename=\"Q1 report.pdf\""),
                ("response-content-type", "application/pdf"),
            ])
        XCTAssertEqual(
            request.query.last?.value,
            "bfef3aa978f4dd8e2fd2f1175d4894a71c1f0fb961d0b5f9762377fd606ec91e")
        try check(request)
    }

    func testPutWithContentType() throws {
        let request = signed(
            "PUT", "/docs/a b.pdf", headers: [("content-type", "application/pdf")],
            expires: 604_800)
        XCTAssertEqual(
            request.query.last?.value,
            "874d9a1f8c23213b80d7f8b3ed4d270db762e2b9f02ba527c1a3b5c1def2eaa7")
        try check(request)
    }

    func testMissingParameters() {
        for name in PresignedQuery.names { assertRefused(.missingParameters, changed(name, nil)) }
    }

    func testTwoOfOneParameter() {
        var request = signed()
        request.query.append(("X-Amz-Expires", "1"))
        assertRefused(.missingParameters, request)
    }

    func testMalformedParameters() {
        let name = "X-Amz-Credential"
        assertRefused(.unknownAlgorithm, changed("X-Amz-Algorithm", "AWS4-HMAC-SHA512"))
        assertRefused(.credential(.malformed), changed(name, "AKIA/20130524/us-east-1/s3"))
        assertRefused(
            .credential(.wrongDay("2013-05")),
            changed(name, "AKIA/2013-05/us-east-1/s3/aws4_request"))
        assertRefused(
            .credential(.wrongRegion("eu")), changed(name, "AKIA/20130524/eu/s3/aws4_request"))
        assertRefused(
            .credential(.wrongService("sqs")),
            changed(name, "AKIA/20130524/us-east-1/sqs/aws4_request"))
        assertRefused(
            .credential(.wrongEnding("aws")), changed(name, "AKIA/20130524/us-east-1/s3/aws"))
        assertRefused(.malformedDate, changed("X-Amz-Date", "2013-05-24T00:00:00Z"))
        assertRefused(.malformedDate, changed("X-Amz-Date", "20130532T000000Z"))
        assertRefused(
            .otherDay("20130524", "20130525"), changed("X-Amz-Date", "20130525T000000Z"))
    }

    func testExpiresIsAWeekAtMost() {
        let name = "X-Amz-Expires"
        assertRefused(.expiresIsNoNumber, changed(name, "soon"))
        assertRefused(.expiresIsNegative, changed(name, "-1"))
        assertRefused(.expiresIsTooLong, changed(name, "604801"))
        assertRefused(.expiresIsTooLong, changed(name, "0"))
    }

    func testTimes() throws {
        let request = signed(expires: 60)
        try check(request, now: start + 60)
        assertRefused(.expired, request, now: start + 61)
        try check(request, now: start - 900, skew: 900)
        assertRefused(.notYetValid, request, now: start - 901, skew: 900)
    }

    func testHeadersOfAmazonHaveToBeSigned() {
        var request = signed()
        request.headers.append(("X-Amz-Acl", "private"))
        assertRefused(.unsignedHeaders(["x-amz-acl"]), request)
    }

    func testSignedHeadersHaveToBeSent() {
        var request = signed(headers: [("content-type", "application/pdf")])
        request.headers.removeLast()
        XCTAssertThrowsError(try check(request))
    }

    func testOtherRequestsAreRefused() {
        for change: (inout SignableRequest) -> Void in [
            { $0.method = "PUT" }, { $0.path = "/test.tx" }, { $0.query.append(("a", "")) },
            { $0.headers = [("host", "other.example")] },
        ] {
            var request = signed()
            change(&request)
            XCTAssertThrowsError(try check(request)) { error in
                guard case .otherSignature = error as? PresignedRefusal else {
                    return XCTFail("\(error)")
                }
            }
        }
    }

    func testMutatedSignaturesAreRefused() throws {
        var generator = SeededGenerator(seed: 2)
        let original = signed()
        var accepted = 0
        for _ in 0..<20_000 {
            var request = original
            let index = Int.random(in: request.query.indices, using: &generator)
            request.query[index].value = request.query[index].value.mutated(using: &generator)
            guard request.query[index].value != original.query[index].value else { continue }
            if (try? check(request, now: start)) != nil { accepted += 1 }
        }
        XCTAssertEqual(accepted, 0)
    }
}
