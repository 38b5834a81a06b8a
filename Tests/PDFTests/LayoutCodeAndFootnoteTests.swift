import PDF
import XCTest

final class LayoutCodeAndFootnoteTests: XCTestCase {
    func testFixedWidthLinesKeepBreaksAndIndents() {
        var page = LayoutPageMaker()
        page.body(y: 300)
        page.newBlock()
        page.line("for each page {", x: 50, y: 50, fixed: true)
        page.line("print page", x: 62, y: 62, fixed: true)
        page.line("}", x: 50, y: 74, fixed: true)
        XCTAssertTrue(
            page.blocks().map(\.outline).contains("C for each page {\n  print page\n}"))
    }

    func testCommentsInAColumnOfTheirOwnReturnToTheirLines() {
        var page = LayoutPageMaker()
        page.body(y: 300)
        page.lines(["let first", "let second"], x: 50, y: 50, fixed: true)
        page.lines(["// one", "// two"], x: 140, y: 50, fixed: true)
        XCTAssertTrue(
            page.blocks().map(\.outline).contains(
                "C let first      // one\nlet second     // two"))
    }

    func testOneFixedWidthLineIsNoCode() {
        var page = LayoutPageMaker()
        page.body(y: 300)
        page.lines(["let first"], x: 50, y: 50, fixed: true)
        XCTAssertTrue(page.blocks().map(\.outline).contains("P let first"))
    }

    func testTypescriptIsNoCode() {
        var page = LayoutPageMaker()
        page.lines(["a letter typed on a machine", "and sent."], x: 50, y: 50, fixed: true)
        XCTAssertEqual(
            page.blocks().map(\.outline), ["P a letter typed on a machine and sent."])
    }

    func testSmallMarkedTextAtTheFootIsFootnotes() {
        var page = LayoutPageMaker()
        page.body(y: 100)
        page.newBlock()
        page.line("1 See the first book for it", x: 50, y: 700, size: 8)
        page.line("and the second.", x: 50, y: 710, size: 8)
        page.line("2 Ditto.", x: 50, y: 720, size: 8)
        XCTAssertEqual(
            page.blocks().dropFirst().map(\.outline),
            ["N[1] See the first book for it and the second.", "N[2] Ditto."])
    }

    func testRaisedNumberThatPopplerSetApartBeginsItsFootnote() {
        var page = LayoutPageMaker()
        page.body(y: 100)
        page.lines(["1"], x: 50, y: 699, size: 6)
        page.lines(["See the first book for it", "and the second."], x: 54, y: 700, size: 8)
        XCTAssertEqual(
            page.blocks().last?.outline, "N[1] See the first book for it and the second.")
    }

    func testSmallTextAtTheTopIsNoFootnote() {
        var page = LayoutPageMaker()
        page.newBlock()
        page.line("1 See the first book for it", x: 50, y: 20, size: 8)
        page.body(y: 100)
        XCTAssertEqual(page.blocks().first?.outline, "P 1 See the first book for it")
    }

    func testRunningFootWithPageNumberIsParagraph() {
        var page = LayoutPageMaker()
        page.body(y: 100)
        page.newBlock()
        page.line("10 FREE CULTURE", x: 50, y: 750, size: 8, gap: 12)
        XCTAssertEqual(page.blocks().last?.outline, "P 10 FREE CULTURE")
    }
}
