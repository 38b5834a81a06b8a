// Widths: Unicode Standard Annex #11, and what terminals draw for emoji sequences.
import XCTest

@testable import muniment

final class DisplayWidthTests: XCTestCase {
    func testWidthIsInColumns() {
        let widths: [(String, Int)] = [
            ("", 0), ("abc", 3), ("ä", 1), ("a\u{308}", 1), ("…", 1), ("日本", 4), ("ＡＢ", 4),
            ("한글", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("שָׁלוֹם", 4), ("e\u{200B}", 1),
            ("🎉", 2), ("❤️", 2), ("👍🏽", 2), ("👨‍👩‍👧", 2), ("🇩🇪", 2), ("\u{AD}", 1), ("\u{7}", 0),
            ("𠀀", 2), ("ｱ", 1), ("〈", 2), ("।", 1),
        ]
        for (text, width) in widths { XCTAssertEqual(text.displayWidth, width, text) }
    }

    func testTruncationFitsAndNeverSplitsAWideCharacter() {
        XCTAssertEqual("contract".truncated(toWidth: 8), "contract")
        XCTAssertEqual("contract".truncated(toWidth: 5), "cont…")
        XCTAssertEqual("日本語".truncated(toWidth: 6), "日本語")
        XCTAssertEqual("日本語".truncated(toWidth: 5), "日本…")
        XCTAssertEqual("日本語".truncated(toWidth: 4), "日…")
        XCTAssertEqual("日本語".truncated(toWidth: 1), "…")
        XCTAssertEqual("日本語".truncated(toWidth: 0), "")
    }

    func testControlCharactersCannotSteerTheTerminal() {
        XCTAssertEqual("a\u{1B}[31mb\nc\u{202E}d".printable, "a\u{FFFD}[31mb\nc\u{FFFD}d")
        XCTAssertEqual("a\tb\r\nc\u{2028}d\u{9B}".printableLine, "a b c d\u{FFFD}")
    }

    func testWrappingBreaksAtSpacesAndKeepsParagraphs() {
        XCTAssertEqual(
            "one two  three\n\nabcdefghijk z".wrapped(toWidth: 7),
            ["one two", "three", "", "abcdefghijk", "z"])
    }
}
