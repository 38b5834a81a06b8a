import Foundation
import XCTest

@testable import API

final class LogTextTests: XCTestCase {
    func testALineIsJSONWhateverItHolds() throws {
        var line = JSONLine()
        line.add("text", "a\"b\\c\n\u{1}\u{7f}ü")
        line.add("number", 7)
        line.add("ms", milliseconds: 12_034)
        line.add("flag", false)
        XCTAssertEqual(line.finished.last, 10)
        let object = try JSONSerialization.jsonObject(with: Data(line.finished)) as? [String: Any]
        XCTAssertEqual(object?["text"] as? String, "a\"b\\c\n\u{1}\u{7f}ü")
        XCTAssertEqual(object?["number"] as? Int, 7)
        XCTAssertEqual(object?["ms"] as? Double, 12.034)
        XCTAssertEqual(object?["flag"] as? Bool, false)
    }

    func testMetricsAreTextThatPrometheusReads() {
        var text = PrometheusText()
        text.metric("jobs", .gauge, help: "Jobs by state.")
        text.sample("jobs", 3, ["state": "a\"b\\c\nd"])
        text.sample("jobs", 0.25)
        XCTAssertEqual(
            text.text,
            """
            # HELP jobs Jobs by state.
            # TYPE jobs gauge
            jobs{state="a\\"b\\\\c\\nd"} 3
            jobs 0.25

            """)
    }
}
