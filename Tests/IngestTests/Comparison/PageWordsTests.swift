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
        XCTAssertEqual(keys("the agree-\nment of soft\u{AD}ware"), ["the", "agreement", "of", "software"])
    }

    func testHyphensOfWordsAndNumbersStay() {
        XCTAssertEqual(keys("part-time Berlin-\nMitte 10-\n12"), ["part-time", "berlin", "mitte", "10", "12"])
    }

    func testSignsOfNumbersCount() {
        XCTAssertEqual(keys("\u{2212}12.50, 12.50"), ["-12.50", "12.50"])
    }

    func testNumbersAreKnown() {
        XCTAssertEqual(PageWords("no. 7a of May").words.map(\.isNumber), [false, true, false, false])
    }

    func testPlainLettersReadAsAnyOthers() {
        let text = """
            The agree-
            ment (No. 12-34/A) of "5 %" -7.50, e-mail: a.b@c.org; 10-
            12 -- & Sons, $1+2=3 *** part-
            Time <x> ~ `q` a_b [_]
            """
        // A letter that is not plain makes the whole text take the longer way.
        let longer = PageWords(text + "\n\u{E4}").words.dropLast()
        XCTAssertEqual(PageWords(text).words, Array(longer))
    }
}
