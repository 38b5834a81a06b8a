import Signing
import XCTest

final class AWSCredentialsEnvironmentTests: XCTestCase {
    func testAllThreeVariablesAreRead() throws {
        XCTAssertEqual(
            try AWSCredentials(environment: [
                "AWS_ACCESS_KEY_ID": "id", "AWS_SECRET_ACCESS_KEY": "hush",
                "AWS_SESSION_TOKEN": "token",
            ]),
            AWSCredentials(accessKeyID: "id", secretAccessKey: "hush", sessionToken: "token"))
    }

    func testAnEmptySessionTokenIsNone() throws {
        let credentials = try AWSCredentials(environment: [
            "AWS_ACCESS_KEY_ID": "id", "AWS_SECRET_ACCESS_KEY": "hush", "AWS_SESSION_TOKEN": "",
        ])
        XCTAssertNil(credentials.sessionToken)
    }

    func testAMissingVariableIsNamed() {
        let environments = [
            ("AWS_ACCESS_KEY_ID", ["AWS_SECRET_ACCESS_KEY": "hush"]),
            ("AWS_SECRET_ACCESS_KEY", ["AWS_ACCESS_KEY_ID": "id", "AWS_SECRET_ACCESS_KEY": ""]),
        ]
        for (missing, environment) in environments {
            XCTAssertThrowsError(try AWSCredentials(environment: environment)) {
                XCTAssertEqual(($0 as? MissingCredentials)?.variable, missing)
                XCTAssertTrue("\($0)".hasPrefix(missing))
            }
        }
    }
}
