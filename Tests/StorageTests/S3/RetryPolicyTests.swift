import XCTest

@testable import Storage

final class RetryPolicyTests: XCTestCase {
    private let policy = RetryPolicy()

    func testTheLongestPauseDoublesUpToTheCap() {
        let longest = (1...8).map {
            policy.pause(afterAttempt: $0, fraction: 1, retryAfter: nil)
        }
        XCTAssertEqual(
            longest, [100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000].map { .milliseconds($0) })
    }

    func testPausesBeginAtNothing() {
        XCTAssertEqual(policy.pause(afterAttempt: 5, fraction: 0, retryAfter: nil), .zero)
    }

    func testTheServersWishCountsUpToTheCap() {
        XCTAssertEqual(
            policy.pause(afterAttempt: 1, fraction: 0, retryAfter: .seconds(2)), .seconds(2))
        XCTAssertEqual(
            policy.pause(afterAttempt: 1, fraction: 0, retryAfter: .seconds(99)), .seconds(5))
    }
}
