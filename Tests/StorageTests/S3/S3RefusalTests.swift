import XCTest

@testable import Storage

final class S3RefusalTests: XCTestCase {
    private func refusal(_ status: Int, _ body: String) -> S3Refusal {
        var response = HTTPResponse()
        response.status = status
        response.headers["Retry-After"] = "3"
        response.body = Array(body.utf8)
        return S3Refusal(response)
    }

    func testTheCodeIsRead() {
        let refusal = refusal(403, "<Error><Code>AccessDenied</Code><Message>no</Message></Error>")
        XCTAssertEqual(
            refusal, S3Refusal(status: 403, code: "AccessDenied", retryAfter: .seconds(3)))
    }

    func testAnAnswerThatIsNoXMLHasNoCode() {
        XCTAssertEqual(refusal(502, "<html>bad gateway").code, "")
    }

    func testAnErrorUnderTheStatusOfASuccessPasses() {
        XCTAssertTrue(refusal(200, "<Error><Code>InternalError</Code></Error>").isPassing)
    }

    func testWhatPasses() {
        for (status, code) in [
            (503, "SlowDown"), (429, ""), (500, ""), (502, ""), (504, ""),
            (400, "RequestTimeout"), (409, "ConditionalRequestConflict"),
        ] {
            XCTAssertTrue(S3Refusal(status: status, code: code).isPassing, "\(status) \(code)")
        }
        for (status, code) in [
            (400, "InvalidRequest"), (403, "AccessDenied"), (404, ""), (501, ""),
        ] {
            XCTAssertFalse(S3Refusal(status: status, code: code).isPassing, "\(status) \(code)")
        }
    }

    func testEachErrorNamesItsRemedy() {
        for (status, code, expected) in [
            (403, "RequestTimeTooSkewed", "set the clock"), (404, "NoSuchBucket", "make it"),
            (403, "SignatureDoesNotMatch", "AWS_SECRET_ACCESS_KEY"),
            (403, "InvalidAccessKeyId", "AWS_ACCESS_KEY_ID"), (403, "", "denies access"),
            (400, "AuthorizationHeaderMalformed", "region"), (301, "", "region"),
            (503, "", "later"),
        ] {
            let error = StorageError(S3Refusal(status: status, code: code), path: "s3://papers/")
            XCTAssertEqual(error.code, .unavailable)
            XCTAssertTrue(error.message.contains(expected), "\(status) \(code): \(error)")
        }
    }
}
