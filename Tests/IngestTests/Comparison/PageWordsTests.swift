import XCTest

@testable import Ingest

final class PageWordsTests: XCTestCase {
    private func keys(_ text: String) -> [String] { PageWords(text).words.map(\.key) }

    func testCaseAndPunctuationAreForgotten() {
        XCTAssertEqual(keys("The „Tenant“, (Mr. Weber)!"), ["the", "tenant", "mr", "weber"])
    }

    func testLigaturesAndWideFormsAreSpelledOut() {
        XCTAssertEqual(keys("o\u{FB03}ce \u{FF11}\u{FF12}"), ["office", "12"])
    }

    func testLineHyphensJoinWords() {
        XCTAssertEqual(
            keys("the agree-\nment of soft\u{AD}ware"), ["the", "agreement", "of", "software"])
    }

    func testOtherHyphensDivideWords() {
        XCTAssertEqual(
            keys("part-time Berlin-\nMitte 10-\n12"),
            ["part", "time", "berlin", "mitte", "10", "12"])
    }

    func testWhatStandsBetweenWordsSaysNothing() {
        XCTAssertEqual(
            keys("1851\u{2013}1919 \u{B7} one\u{2019}s"), keys("1851\u{2022}1919 \u{20AC} one's"))
    }

    func testExponentsAreWordsOfTheirOwn() {
        XCTAssertEqual(keys("k = x2\u{B7}2"), ["k", "x", "2", "2"])
    }

    func testPointsAndCommasBelongToNumbers() {
        XCTAssertEqual(keys("1,517.67, \u{20AC}5. a.b"), ["1,517.67", "5", "a", "b"])
    }

    func testSignsBesideWordsAreCounted() {
        XCTAssertEqual(PageWords("[x] 5 % + 7 %").symbols, ["%": 2, "+": 1])
        XCTAssertEqual(
            PageWords("\u{2610} yes \u{2612} no").symbols, ["\u{2610}": 1, "\u{2612}": 1])
    }

    func testSignsOfNumbersCount() {
        XCTAssertEqual(keys("\u{2212}12.50, 12.50"), ["-12.50", "12.50"])
    }

    func testNumbersAreKnown() {
        XCTAssertEqual(
            PageWords("no. 7a May").words.map(\.isNumber), [false, true, false, false])
    }

    func testPlainLettersReadAsAnyOthers() {
        let text = """
            The agree-
            ment (No. 12-34/A) of "5 %" -7.50, e-mail: a.b@c.org; 10-
            12 -- & Sons, $1+2=3,4.5 *** -x2.y part-
            Time <x> ~ `q` a_b [_]
            """
        // A letter that is not plain makes the whole text take the longer way.
        let longer = PageWords(text + "\n\u{E4}").words.dropLast()
        XCTAssertEqual(PageWords(text).words, Array(longer))
        XCTAssertEqual(PageWords(text).symbols, PageWords(text + "\u{E4}").symbols)
    }
}
