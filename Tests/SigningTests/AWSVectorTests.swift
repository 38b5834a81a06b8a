import Hashing
import Signing
import XCTest

// Vectors: the examples of "Authenticating Requests" in the S3 API reference, and cases of the
// aws-sig-v4-test-suite, both published by AWS.
final class AWSVectorTests: XCTestCase {
    private let host = ("host", "examplebucket.s3.amazonaws.com")
    private let time = SigningTime(secondsSince1970: 1_369_353_600)
    private let signer = RequestSigner(
        credentials: AWSCredentials(
            accessKeyID: "AKIAIOSFODNN7EXAMPLE",
            secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
        region: "us-east-1")

    private func signature(of request: SignableRequest) -> String? {
        var request = request
        request.headers.append(("x-amz-content-sha256", request.payload.text))
        return signer.signed(request, at: time, key: signer.key(at: time)).signature
    }

    func testTheTimeIsThatOfTheExamples() {
        XCTAssertEqual(time.text, "20130524T000000Z")
        XCTAssertEqual(time.day, "20130524")
    }

    func testGetObjectWithRange() {
        XCTAssertEqual(
            signature(
                of: SignableRequest(
                    method: "GET", path: "/test.txt", headers: [host, ("Range", "bytes=0-9")])),
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")
    }

    func testPutObject() {
        let body = SHA256.digest(of: Array("Welcome to Amazon S3.".utf8))
        XCTAssertEqual(
            signature(
                of: SignableRequest(
                    method: "PUT", path: "/test$file.text",
                    headers: [
                        host, ("Date", "Fri, 24 May 2013 00:00:00 GMT"),
                        ("x-amz-storage-class", "REDUCED_REDUNDANCY"),
                    ],
                    payload: .sha256(body))),
            "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd")
    }

    func testGetBucketLifecycle() {
        XCTAssertEqual(
            signature(
                of: SignableRequest(
                    method: "GET", path: "/", query: [("lifecycle", "")], headers: [host])),
            "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")
    }

    func testListObjects() {
        XCTAssertEqual(
            signature(
                of: SignableRequest(
                    method: "GET", path: "/", query: [("prefix", "J"), ("max-keys", "2")],
                    headers: [host])),
            "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")
    }

    func testPresignedGet() {
        let request = SignableRequest(
            method: "GET", path: "/test.txt", headers: [host], payload: .unsigned)
        let signed = signer.presigned(
            request, at: time, expires: 86_400, key: signer.key(at: time))
        XCTAssertEqual(
            signed.query.last?.value,
            "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404")
    }

    func testCasesOfTheTestSuite() {
        let signer = RequestSigner(
            credentials: AWSCredentials(
                accessKeyID: "AKIDEXAMPLE",
                secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
            region: "us-east-1", service: "service", path: .normalizedAndEncodedTwice)
        let time = SigningTime(secondsSince1970: 1_440_938_160)
        let cases: [(method: String, query: [SignableRequest.Field], signature: String)] = [
            ("GET", [], "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
            (
                "GET", [("Param2", "value2"), ("Param1", "value1")],
                "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"
            ),
            ("POST", [], "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"),
        ]
        for (method, query, signature) in cases {
            let request = SignableRequest(
                method: method, path: "/", query: query,
                headers: [("Host", "example.amazonaws.com")])
            let signed = signer.signed(request, at: time, key: signer.key(at: time))
            XCTAssertEqual(signed.signature, signature)
        }
    }
}
