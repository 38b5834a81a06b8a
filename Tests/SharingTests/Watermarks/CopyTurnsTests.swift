import TestSupport
import XCTest

@testable import Sharing

final class CopyTurnsTests: XCTestCase {
    func testWhoGetsNoTurnIsAskedToComeAgain() throws {
        let turns = CopyTurns(limit: 1, patience: .milliseconds(1))
        try turns.take {
            assertRefused(.rateLimitExceeded) { try turns.take {} }
        }
        XCTAssertEqual(try turns.take { 1 }, 1)
    }

    func testTurnEndsWithAnError() {
        let turns = CopyTurns(limit: 1, patience: .milliseconds(1))
        XCTAssertThrowsError(try turns.take { throw LinkError.expired })
        XCTAssertNoThrow(try turns.take {})
    }
}
