import Storage
import TestSupport
import XCTest

@testable import API

final class RFC3339Tests: XCTestCase {
    func testWritesAsTheTimestampDoes() {
        var random = SeededGenerator(seed: 7)
        // From 1583 to 9999.
        let range = Int64(-12_212_553_600_000_000)...253_402_300_799_999_999
        for _ in 0..<2_000 {
            let moment = Timestamp(microseconds: .random(in: range, using: &random))
            var bytes: [UInt8] = []
            moment.appendRFC3339(to: &bytes)
            let text = String(decoding: bytes, as: UTF8.self)
            XCTAssertEqual(text, moment.rfc3339)
            XCTAssertEqual(Timestamp(rfc3339: text), moment)
        }
    }

    func testReadsOffsetsAndFractions() {
        let moment = Timestamp(microseconds: 1_704_067_200_000_000)
        for text in [
            "2024-01-01T00:00:00Z", "2024-01-01t00:00:00z", "2024-01-01T05:30:00+05:30",
            "2023-12-31T16:00:00.000-08:00", "2024-01-01T00:00:00.0000000009Z",
        ] {
            XCTAssertEqual(Timestamp(rfc3339: text), moment, text)
        }
        XCTAssertEqual(
            Timestamp(rfc3339: "2024-01-01T00:00:00.5Z"), moment + .milliseconds(500))
    }

    func testReadsNothingElse() {
        for text in [
            "", "2024-01-01", "2024-01-01T00:00:00", "2024-13-01T00:00:00Z",
            "2024-02-30T00:00:00Z", "2023-02-29T00:00:00Z", "2024-01-01T24:00:00Z",
            "2024-01-01T00:60:00Z", "2024-01-01T00:00:00.Z", "2024-01-01T00:00:00+5",
            "2024-01-01T00:00:00Zx", "24-01-01T00:00:00Z", "2024-00-01T00:00:00Z",
        ] {
            XCTAssertNil(Timestamp(rfc3339: text), text)
        }
    }

    func testNextMonthBegins() {
        for (text, next) in [
            ("2026-01-31T23:59:59.999999Z", "2026-02-01T00:00:00.000000Z"),
            ("2026-12-01T00:00:00Z", "2027-01-01T00:00:00.000000Z"),
        ] {
            XCTAssertEqual(Timestamp(rfc3339: text)?.startOfNextMonth.rfc3339, next)
        }
    }
}
