import Foundation
import Signing
import TestServers
import XCTest

/// Random requests, as `Vectors/random-requests.py` has botocore sign them now.
final class BotocorePeerTests: XCTestCase {
    private struct Case: Decodable {
        var seconds: Int
        var region: String
        var keyID: String
        var secret: String
        var token: String?
        var method: String
        var path: String
        var host: String
        var query: [[String]]
        var headers: [[String]]
        var expires: Int
        var presigned: [[String]]
        var authorization: String
        var policy: String
        var policySignature: String

        var time: SigningTime { SigningTime(secondsSince1970: seconds) }

        var signer: RequestSigner {
            RequestSigner(
                credentials: AWSCredentials(
                    accessKeyID: keyID, secretAccessKey: secret, sessionToken: token),
                region: region)
        }

        var request: SignableRequest {
            SignableRequest(
                method: method, path: path, query: query.map { ($0[0], $0[1]) },
                headers: [("host", host)] + headers.map { ($0[0], $0[1]) }, payload: .unsigned)
        }
    }

    private static let cases = Result { () throws -> [Case] in
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Vectors/random-requests.py").path
        let lines = try TestPython.run(script, ["1000", "20151229"]).split(separator: "\n")
        return try lines.map { try JSONDecoder().decode(Case.self, from: Data($0.utf8)) }
    }

    func testPresignedRequestsAreEqual() throws {
        let cases = try Self.cases.get()
        XCTAssertEqual(cases.count, 1_000)
        for one in cases {
            let key = one.signer.key(at: one.time)
            let ours = one.signer.presigned(
                one.request, at: one.time, expires: one.expires, key: key)
            XCTAssertEqual(
                ours.query.map { [$0.name, $0.value] }.sorted { $0[0] < $1[0] },
                one.presigned.sorted { $0[0] < $1[0] }, "\(one)")
        }
    }

    func testPresignedRequestsAreLetIn() throws {
        for one in try Self.cases.get() {
            let query = try PresignedQuery(
                one.presigned.map { ($0[0], $0[1]) }, region: one.region)
            XCTAssertNoThrow(
                try query.requireSignature(
                    method: one.method, path: one.path, headers: one.request.headers,
                    payload: .unsigned, key: one.signer.key(at: one.time)), "\(one)")
        }
    }

    func testSignedHeadersAreEqual() throws {
        for one in try Self.cases.get() {
            var request = one.request
            request.payload = .empty
            request.headers.append(("x-amz-content-sha256", request.payload.text))
            let signed = one.signer.signed(
                request, at: one.time, key: one.signer.key(at: one.time))
            XCTAssertEqual(signed.headers.last?.value, one.authorization, "\(one)")
        }
    }

    func testPoliciesAreEqual() throws {
        for one in try Self.cases.get() {
            let key = one.signer.key(at: one.time)
            XCTAssertEqual(key.signature(of: one.policy), one.policySignature)
        }
    }
}
