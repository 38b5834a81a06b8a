import Foundation
import Signing
import XCTest

/// The signatures of botocore; `Vectors/make-vectors.py` says how they were made.
final class BotocoreVectorTests: XCTestCase {
    private struct Vector: Decodable {
        var path: String
        var query: [[String]]
        var token: String?
        var header: String
        /// Missing where botocore cannot tell.
        var presigned: String?
        var otherService: String
    }

    private let time = SigningTime(secondsSince1970: 1_709_251_198)

    private func vectors() throws -> [Vector] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let file = folder.appendingPathComponent("Vectors/botocore.json")
        return try JSONDecoder().decode([Vector].self, from: Data(contentsOf: file))
    }

    private func signer(_ vector: Vector, service: String = "s3") -> RequestSigner {
        RequestSigner(
            credentials: AWSCredentials(
                accessKeyID: "AKIAIOSFODNN7EXAMPLE",
                secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                sessionToken: vector.token),
            region: "eu-central-1", service: service,
            path: service == "s3" ? .asSent : .normalizedAndEncodedTwice)
    }

    private func request(_ method: String, _ vector: Vector) -> SignableRequest {
        SignableRequest(
            method: method, path: vector.path, query: vector.query.map { ($0[0], $0[1]) },
            headers: [("host", "bucket.s3.eu-central-1.amazonaws.com")])
    }

    func testHeaderSignatures() throws {
        for vector in try vectors() {
            var request = request("PUT", vector)
            request.headers += [
                ("x-amz-meta-note", "two  spaces "),
                ("x-amz-content-sha256", request.payload.text),
            ]
            let signer = signer(vector)
            let signed = signer.signed(request, at: time, key: signer.key(at: time))
            XCTAssertEqual(signed.signature, vector.header, "\(vector)")
        }
    }

    func testPresignedSignatures() throws {
        for vector in try vectors() where vector.presigned != nil {
            var request = request("GET", vector)
            request.payload = .unsigned
            let signer = signer(vector)
            let signed = signer.presigned(
                request, at: time, expires: 900, key: signer.key(at: time))
            XCTAssertEqual(signed.query.last?.value, vector.presigned, "\(vector)")
        }
    }

    func testSignaturesForOtherServices() throws {
        for vector in try vectors() {
            let signer = signer(vector, service: "execute-api")
            let signed = signer.signed(
                request("POST", vector), at: time, key: signer.key(at: time))
            XCTAssertEqual(signed.signature, vector.otherService, "\(vector)")
        }
    }
}
