import XCTest

@testable import muniment

final class DurationTextTests: XCTestCase {
    func testUnitsAreRead() {
        let lengths: [(String, Int)] = [
            ("0", 0), ("15", 15), ("15s", 15), ("2m", 120), ("1h", 3_600), ("7d", 604_800),
        ]
        for (text, seconds) in lengths {
            XCTAssertEqual(DurationText.parse(text), .seconds(seconds), text)
        }
    }

    func testOtherTextIsRefused() {
        let texts = [
            "", "s", "-1", "+1", "1.5h", "1 h", "1w", "1hs", "h1", "٣", "9223372036854775807d",
            "99999999999999999999",
        ]
        for text in texts { XCTAssertNil(DurationText.parse(text), text) }
    }

    func testShortFormIsReadBackTheSame() {
        for seconds in [0, 1, 59, 60, 61, 3_600, 5_400, 86_400, 90_000] {
            let duration = Duration.seconds(seconds)
            XCTAssertEqual(DurationText.parse(DurationText.short(duration)), duration)
        }
        XCTAssertEqual(DurationText.short(.seconds(5_400)), "90m")
    }

    func testClockRoundsUpToTheSecond() {
        XCTAssertEqual(DurationText.clock(.zero), "0:00")
        XCTAssertEqual(DurationText.clock(.milliseconds(23_001)), "0:24")
        XCTAssertEqual(DurationText.clock(.seconds(3_599)), "59:59")
        XCTAssertEqual(DurationText.clock(.seconds(3_723)), "1:02:03")
    }
}

final class ByteCountTextTests: XCTestCase {
    func testUnitsAreRead() {
        let sizes: [(String, Int)] = [
            ("0", 0), ("104857600", 104_857_600), ("100MiB", 104_857_600), ("2GB", 2_000_000_000),
            ("1KiB", 1_024), ("1kB", 1_000), ("7b", 7), ("3gib", 3_221_225_472),
            ("1TiB", 1_099_511_627_776),
        ]
        for (text, bytes) in sizes { XCTAssertEqual(ByteCountText.parse(text), bytes, text) }
    }

    func testOtherTextIsRefused() {
        let texts = [
            "", "MiB", "-1", "+1", "1.5GB", "1 MB", "100M", "1XiB", "9223372036854775807KiB",
        ]
        for text in texts { XCTAssertNil(ByteCountText.parse(text), text) }
    }

    func testShortFormRoundsDownToATenth() {
        XCTAssertEqual(ByteCountText.short(999), "999 B")
        XCTAssertEqual(ByteCountText.short(1_024), "1.0 KiB")
        XCTAssertEqual(ByteCountText.short(12_999_999), "12.3 MiB")
        XCTAssertEqual(ByteCountText.short(.max), "8388607.9 TiB")
    }
}

final class CountTextTests: XCTestCase {
    func testNounFollowsTheNumber() {
        XCTAssertEqual(
            [0, 1, 2].map { CountText.of($0, "file") }, ["0 files", "1 file", "2 files"])
    }
}

final class ExplicitNullTests: XCTestCase {
    private struct Line: Encodable {
        @ExplicitNull var pages: Int?
    }

    func testMissingValueIsNull() throws {
        let memory = MemoryTerminal()
        try memory.terminal.printJSON(Line(pages: nil))
        try memory.terminal.printJSON(Line(pages: 3))
        XCTAssertEqual(memory.outputText, "{\"pages\":null}\n{\"pages\":3}\n")
    }
}
