import PDF
import XCTest

final class LayoutListTests: XCTestCase {
    private func outlines(_ make: (inout LayoutPageMaker) -> Void) -> [String] {
        var page = LayoutPageMaker()
        make(&page)
        return page.blocks().map(\.outline)
    }

    func testBulletsWithHangingLines() {
        let found = outlines {
            $0.newBlock()
            $0.line("• first item that goes on", x: 50, y: 50, gap: 5)
            $0.line("below", x: 60, y: 62)
            $0.line("• second item", x: 50, y: 74, gap: 5)
        }
        XCTAssertEqual(found, ["U(first item that goes on below; second item)"])
    }

    func testOneBulletGlyphIsEnough() {
        XCTAssertEqual(outlines { $0.lines(["• alone"], x: 50, y: 50) }, ["U(alone)"])
    }

    func testOneDashIsNotEnough() {
        XCTAssertEqual(outlines { $0.lines(["- alone"], x: 50, y: 50) }, ["P - alone"])
        XCTAssertEqual(outlines { $0.lines(["- one", "- two"], x: 50, y: 50) }, ["U(one; two)"])
    }

    func testNumbersMustAscend() {
        let counted = outlines { $0.lines(["3. three", "4. four"], x: 50, y: 50) }
        XCTAssertEqual(counted, ["O3(three; four)"])
        let other = outlines { $0.lines(["3. three", "9. nine"], x: 50, y: 50) }
        XCTAssertFalse(other[0].hasPrefix("O"), "\(other)")
    }

    func testLettersAndRomans() {
        XCTAssertEqual(
            outlines { $0.lines(["(i) one", "(ii) two", "(iii) three"], x: 50, y: 50) },
            ["O1(one; two; three)"])
        XCTAssertEqual(
            outlines { $0.lines(["h) one", "i) two", "j) three"], x: 50, y: 50) },
            ["O8(one; two; three)"])
    }

    func testNestingByIndentation() {
        let found = outlines {
            $0.newBlock()
            $0.line("1. one", x: 50, y: 50)
            $0.line("a) nested", x: 70, y: 62)
            $0.line("b) again", x: 70, y: 74)
            $0.line("2. two", x: 50, y: 86)
        }
        XCTAssertEqual(found, ["O1(one O1(nested; again); two)"])
    }

    func testBulletsInAColumnOfTheirOwn() {
        let found = outlines {
            $0.column(["•", "•", "•"], x: 50, y: 50)
            $0.column(["one item", "two items", "three items"], x: 70, y: 50)
        }
        XCTAssertEqual(found, ["U(one item; two items; three items)"])
    }

    func testParagraphBehindListStaysOut() {
        let found = outlines {
            $0.newBlock()
            $0.line("• one item", x: 50, y: 50)
            $0.line("• two items", x: 50, y: 62)
            $0.line("Then a paragraph follows.", x: 50, y: 86)
        }
        XCTAssertEqual(found, ["U(one item; two items)", "P Then a paragraph follows."])
    }

    func testBoldNumberedHeadingsAreNoList() {
        let found = outlines {
            $0.lines(["1. Scope"], x: 50, y: 50, bold: true)
            $0.lines(["2. Terms"], x: 50, y: 70, bold: true)
            $0.body(y: 100)
        }
        XCTAssertEqual(Array(found.prefix(2)), ["H0 1. Scope", "H0 2. Terms"])
    }
}
