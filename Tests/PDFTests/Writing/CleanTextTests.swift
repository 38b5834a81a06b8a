import XCTest

@testable import PDF

final class CleanTextTests: XCTestCase {
    private func clean(_ text: String) throws -> String { try CleanText(text, limit: 100).text }

    func testControlCharactersBecomeBlanks() throws {
        XCTAssertEqual(try clean("\tAna\nB\u{0}C\u{2028}D\u{85}"), "Ana B C D")
    }

    func testMarksThatReorderAreDropped() throws {
        XCTAssertEqual(try clean("a\u{202E}b\u{200F}c\u{2066}d\u{FEFF}\u{FFFE}"), "abcd")
    }

    func testIsolatedPartCannotEndItsIsolation() throws {
        XCTAssertEqual(
            CleanText.isolated("a\u{2069}\u{202E}b"), "\u{2068}ab\u{2069}")
        XCTAssertEqual(try clean(CleanText.isolated("a") + "b"), "\u{2068}a\u{2069}b")
    }

    func testLettersAreComposedAndEmojiKeepTheirJoiner() throws {
        XCTAssertEqual(Array(try clean("e\u{301}").unicodeScalars), ["\u{E9}"])
        XCTAssertEqual(try clean("👩‍🚀").unicodeScalars.count, 3)
    }

    func testPilesOfMarksAreCut() throws {
        let pile = "a" + String(repeating: "\u{0335}", count: 80)
        XCTAssertEqual(try clean(pile).unicodeScalars.count, 9)
    }

    func testTooLongIsRefused() {
        XCTAssertThrowsError(try clean(String(repeating: "a", count: 101))) {
            XCTAssertEqual(($0 as? DrawingError)?.code, .tooMuchText)
        }
    }
}
