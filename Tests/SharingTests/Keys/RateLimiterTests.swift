import Sharing
import Storage
import XCTest

final class RateLimiterTests: XCTestCase {
    private let start = Timestamp(microseconds: 1_700_000_000_000_000)

    private func limiter(_ requests: Int, creations: Int) -> RateLimiter {
        var limits = RateLimits()
        limits.requests = requests
        limits.creations = creations
        return RateLimiter(limits: limits)
    }

    func testRequestsAreCountedDown() {
        let limiter = limiter(2, creations: 2)
        let key = APIKeyID()
        let standings = (0..<3).map { _ in limiter.count(key, creates: false, at: start) }
        XCTAssertEqual(standings.map(\.remaining), [1, 0, 0])
        XCTAssertEqual(standings.map(\.isExceeded), [false, false, true])
        XCTAssertEqual(standings.map(\.limit), [2, 2, 2])
    }

    func testNextMinuteBeginsAnew() {
        let limiter = limiter(1, creations: 1)
        let key = APIKeyID()
        let first = limiter.count(key, creates: false, at: start)
        let reset = Timestamp(microseconds: Int64(first.resetSeconds) * 1_000_000)
        XCTAssertTrue(limiter.count(key, creates: false, at: reset - .seconds(1)).isExceeded)
        XCTAssertFalse(limiter.count(key, creates: false, at: reset).isExceeded)
    }

    func testKeysAreCountedApart() {
        let limiter = limiter(1, creations: 1)
        _ = limiter.count(APIKeyID(), creates: false, at: start)
        XCTAssertFalse(limiter.count(APIKeyID(), creates: false, at: start).isExceeded)
    }

    func testCreationsHaveALimitOfTheirOwn() {
        let limiter = limiter(100, creations: 1)
        let key = APIKeyID()
        XCTAssertEqual(limiter.count(key, creates: true, at: start).limit, 1)
        XCTAssertTrue(limiter.count(key, creates: true, at: start).isExceeded)
        XCTAssertFalse(limiter.count(key, creates: false, at: start).isExceeded)
    }

    func testTheNearerLimitIsTold() {
        let limiter = limiter(3, creations: 3)
        let key = APIKeyID()
        _ = limiter.count(key, creates: false, at: start)
        XCTAssertEqual(limiter.count(key, creates: true, at: start).remaining, 1)
    }
}
