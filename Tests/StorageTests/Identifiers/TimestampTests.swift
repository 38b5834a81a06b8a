import Foundation
import TestSupport
import XCTest

@testable import Storage

final class TimestampTests: XCTestCase {
    func testMomentsAreWrittenAsRFC3339() {
        // RFC 3339 section 5.8, in UTC and with microseconds.
        let expected: [(Int64, String)] = [
            (0, "1970-01-01T00:00:00.000000Z"),
            (1, "1970-01-01T00:00:00.000001Z"),
            (-1, "1969-12-31T23:59:59.999999Z"),
            (-1_000_000, "1969-12-31T23:59:59.000000Z"),
            (482_196_050_520_000, "1985-04-12T23:20:50.520000Z"),
            (851_042_397_000_000, "1996-12-20T00:39:57.000000Z"),
            (951_782_400_000_000, "2000-02-29T00:00:00.000000Z"),
            (1_709_164_800_000_000, "2024-02-29T00:00:00.000000Z"),
            (4_107_542_400_000_000, "2100-03-01T00:00:00.000000Z"),
        ]
        for (microseconds, text) in expected {
            XCTAssertEqual(Timestamp(microseconds: microseconds).rfc3339, text)
        }
    }

    func testWholeSecondsAgreeWithFoundation() {
        let formatter = ISO8601DateFormatter()
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<500 {
            let seconds = Int64.random(in: -30_000_000_000...200_000_000_000, using: &generator)
            let moment = Timestamp(microseconds: seconds * 1_000_000)
            // Before 1582 Foundation counts by Julius's calendar.
            guard seconds > -12_219_292_800 else { continue }
            XCTAssertEqual(
                moment.rfc3339.replacingOccurrences(of: ".000000", with: ""),
                formatter.string(from: Date(timeIntervalSince1970: Double(seconds))))
        }
    }

    func testDatesRoundTripToTheMicrosecond() {
        for microseconds: Int64 in [0, 1, -1, 1_767_225_600_123_456, -62_135_596_800_000_000] {
            let moment = Timestamp(microseconds: microseconds)
            XCTAssertEqual(Timestamp(moment.date), moment)
        }
    }

    func testDurationsAreAddedAndTaken() {
        let moment = Timestamp(microseconds: 10)
        XCTAssertEqual(moment + .microseconds(5), Timestamp(microseconds: 15))
        XCTAssertEqual(moment - .microseconds(15), Timestamp(microseconds: -5))
        XCTAssertEqual(moment - Timestamp(microseconds: 25), .microseconds(-15))
        XCTAssertEqual(Duration.milliseconds(1_500).seconds, 1.5)
        XCTAssertEqual((Duration.zero - .milliseconds(1_500)).microseconds, -1_500_000)
    }

    func testNowIsTheSystemsClock() {
        XCTAssertEqual(Timestamp.now().date.timeIntervalSinceNow, 0, accuracy: 5)
    }
}
