import Storage
import XCTest

@testable import Sharing

final class APIKeySecretTests: XCTestCase {
    func testFormIsThatOfTheContract() throws {
        let secret = APIKeySecret(of: APIKeyID(), environment: .production)
        let form = /ffy_prod_[0-9a-hjkmnp-tv-z]{26}[0-9A-Za-z]{43}/
        XCTAssertNotNil(try form.wholeMatch(in: secret.text))
        XCTAssertEqual(secret.text.count, 78)
        XCTAssertEqual(secret.shownPrefix.count, 16)
    }

    func testWhatWasDrawnIsRead() throws {
        let id = APIKeyID()
        let secret = APIKeySecret(of: id, environment: .test)
        let read = try XCTUnwrap(APIKeySecret(secret.text))
        XCTAssertEqual(read.id, id)
        XCTAssertEqual(read.environment, .test)
        XCTAssertEqual(read.digest, secret.digest)
    }

    func testOlderWordForProductionIsRead() throws {
        let text = APIKeySecret(of: APIKeyID(), environment: .production).text
        let older = "ffy_live_" + text.dropFirst("ffy_prod_".count)
        XCTAssertEqual(APIKeySecret(older)?.environment, .production)
    }

    func testOtherTextsAreNone() {
        let text = APIKeySecret(of: APIKeyID(), environment: .production).text
        for other in [
            "", "ffy", String(text.dropLast()), text + "a", text.replacing("ffy", with: "FFY"),
            String(text.dropLast()) + "-", text.replacing("prod", with: "stage"), text + " ",
        ] {
            XCTAssertNil(APIKeySecret(other), other)
        }
    }

    func testTwoAreNeverTheSame() {
        let id = APIKeyID()
        let secrets = (0..<100).map { _ in APIKeySecret(of: id, environment: .test).text }
        XCTAssertEqual(Set(secrets).count, secrets.count)
    }

    func testPrintedItHoldsNoSecret() {
        let secret = APIKeySecret(of: APIKeyID(), environment: .test)
        XCTAssertFalse("\(secret)".contains(secret.text.suffix(43)))
        XCTAssertFalse(String(reflecting: secret).contains(secret.text.suffix(43)))
    }
}
