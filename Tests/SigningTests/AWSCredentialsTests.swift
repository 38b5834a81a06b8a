import Signing
import XCTest

final class AWSCredentialsTests: XCTestCase {
    func testSecretsAreNotPrinted() {
        let credentials = AWSCredentials(
            accessKeyID: "AKID", secretAccessKey: "hush", sessionToken: "hush too")
        for text in ["\(credentials)", String(reflecting: credentials)] {
            XCTAssertTrue(text.contains("AKID"))
            XCTAssertFalse(text.contains("hush"))
        }
    }
}
