import Storage
import XCTest

@testable import Worker

final class RetryPolicyTests: XCTestCase {
    func testTheBoundDoublesUpToTheCap() {
        let delays = (1...12).map { RetryPolicy().delay(afterAttempt: $0, jitter: 1).seconds }
        XCTAssertEqual(delays, [2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600, 600])
        XCTAssertEqual(RetryPolicy().delay(afterAttempt: .max, jitter: 1), .seconds(600))
    }

    func testJitterPlacesTheDelayAnywhereBelowTheBound() {
        XCTAssertEqual(RetryPolicy().delay(afterAttempt: 3, jitter: 0), .zero)
        XCTAssertEqual(RetryPolicy().delay(afterAttempt: 3, jitter: 0.25), .seconds(2))
        XCTAssertEqual(RetryPolicy().delay(afterAttempt: 3, jitter: 7), .seconds(8))
        XCTAssertEqual(RetryPolicy().delay(afterAttempt: 3, jitter: -1), .zero)
    }
}
