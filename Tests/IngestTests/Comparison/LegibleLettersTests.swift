import XCTest

@testable import Ingest

final class LegibleLettersTests: XCTestCase {
    func testIllegibleLettersStandForAny() {
        XCTAssertTrue(LegibleLetters.agree("coopera\u{7400}\u{6900}ve", "cooperative"))
        XCTAssertTrue(LegibleLetters.agree("office", "o\u{6600}\u{CF00}ce"))
        XCTAssertTrue(LegibleLetters.agree("con\u{E001}rm", "confirm"))
    }

    func testLegibleLettersMustBeTheSame() {
        XCTAssertFalse(LegibleLetters.agree("coopera\u{7400}\u{6900}ve", "cooperating"))
        XCTAssertFalse(LegibleLetters.agree("o\u{6600}ce", "otherplace"))
        XCTAssertFalse(LegibleLetters.agree("tenant", "tenants"))
    }

    func testIdeographsAmongThemselvesAreLegible() {
        XCTAssertFalse(LegibleLetters.agree("\u{7400}\u{6900}", "ab"))
        XCTAssertFalse(LegibleLetters.agree("a\u{7400}", "a\u{6900}"))
    }
}
