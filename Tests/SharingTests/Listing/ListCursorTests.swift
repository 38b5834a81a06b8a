import Sharing
import XCTest

final class ListCursorTests: XCTestCase {
    func testComesBackFromItsToken() throws {
        let cursor = ListCursor(after: "ver_01h455vb4pex5vsknk084sn02q")
        XCTAssertEqual(try ListCursor(token: cursor.token), cursor)
    }

    func testOtherTextsAreNoTokens() {
        for text in ["", "x", "e30", "eyJkIjoicHJldiIsImlkIjoieCJ9"] {
            assertRefused(.invalidCursor) { try ListCursor(token: text) }
        }
    }
}
