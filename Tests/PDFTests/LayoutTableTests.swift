import PDF
import XCTest

final class LayoutTableTests: XCTestCase {
    private func outlines(_ make: (inout LayoutPageMaker) -> Void) -> [String] {
        var page = LayoutPageMaker()
        make(&page)
        return page.blocks().map(\.outline)
    }

    func testColumnsInBlocksOfTheirOwn() {
        let found = outlines {
            $0.column(["Item", "Bolts", "Nuts", "Screws"], x: 50, y: 50)
            $0.column(["Count", "12", "7", "140"], x: 250, y: 50, flushRight: true)
            $0.column(["Price", "1.20", "0.80", "12.00"], x: 350, y: 50, flushRight: true)
        }
        XCTAssertEqual(
            found,
            ["T #Item|#Count|#Price / Bolts|12|1.20 / Nuts|7|0.80 / Screws|140|12.00"])
    }

    func testWrappedCellsAreOneRow() {
        let found = outlines {
            $0.column(["Name", "alpha", "", "beta", "gamma"], x: 50, y: 50, boldHead: true)
            $0.column(
                ["Use", "cuts the", "long wood", "glues", "paints"], x: 150, y: 50, boldHead: true)
            $0.column(["No", "1", "", "2", "3"], x: 300, y: 50, flushRight: true, boldHead: true)
        }
        XCTAssertEqual(
            found,
            ["T #Name|#Use|#No / alpha|cuts the long wood|1 / beta|glues|2 / gamma|paints|3"])
    }

    func testTotalsUnderATableAreRowsOfTheirOwn() {
        let found = outlines {
            $0.column(["Item", "Bolts", "Nuts", "Screws"], x: 50, y: 50)
            $0.column(["Price", "1.20", "0.80", "2.00", "Net", "Tax"], x: 250, y: 50)
            $0.column(["Sum", "1.20", "0.80", "2.00", "4.00", "0.80"], x: 350, y: 50)
        }
        XCTAssertEqual(
            found.first?.hasSuffix("Screws|2.00|2.00 / |Net|4.00 / |Tax|0.80"), true, "\(found)")
    }

    func testEmptyCellKeepsItsColumn() {
        let found = outlines {
            $0.column(["A", "B", "C", "D"], x: 50, y: 50)
            $0.column(["1", "", "3", "4"], x: 150, y: 50)
            $0.column(["5", "6", "7", "8"], x: 250, y: 50)
        }
        XCTAssertEqual(found, ["T A|1|5 / B||6 / C|3|7 / D|4|8"])
    }

    func testHeadOverTwoColumnsSpansThem() {
        let found = outlines {
            $0.column(["Item", "one", "two", "three", "four"], x: 50, y: 50)
            $0.newBlock()
            $0.line("the year twenty", x: 150, y: 50)
            $0.column(["", "11", "12", "13", "14"], x: 150, y: 50)
            $0.column(["", "21", "22", "23", "24"], x: 200, y: 50)
        }
        XCTAssertEqual(found.count, 1)
        XCTAssertTrue(found[0].hasPrefix("T #Item|#the year twenty<2 / one|11|21 /"), found[0])
    }

    func testTwoColumnProseIsNoTable() {
        let found = outlines {
            $0.body(x: 50, y: 50, size: 9)
            $0.body(x: 320, y: 50, size: 9)
        }
        XCTAssertEqual(found.map { $0.prefix(1) }, ["P", "P"])
    }

    func testTwoColumnsOfShortParagraphsAreNoTable() {
        let left = (0..<7).flatMap { _ in
            ["some words in a first column here", "that go on and on for a while.", ""]
        }
        let found = outlines {
            $0.column(left, x: 50, y: 50, pitch: 12)
            $0.column(left, x: 320, y: 50, pitch: 12)
        }
        XCTAssertTrue(found.allSatisfy { $0.hasPrefix("P") }, "\(found)")
    }

    func testJustifiedParagraphWithWideSpacesIsNoTable() {
        let found = outlines {
            $0.newBlock()
            $0.line("several words with quite wide spaces", x: 50, y: 50, gap: 9)
            $0.line("because a line must fill its column", x: 50, y: 62, gap: 9)
            $0.line("however few the words may be there", x: 50, y: 74, gap: 9)
        }
        XCTAssertEqual(found.count, 1)
        XCTAssertTrue(found[0].hasPrefix("P"))
    }

    func testContentsWithLeadersAreNoTable() {
        let found = outlines {
            $0.column(["Preface", "One", "Two", "Three"], x: 50, y: 50)
            $0.column(Array(repeating: "..............", count: 4), x: 150, y: 50)
            $0.column(["1", "5", "9", "14"], x: 400, y: 50, flushRight: true)
        }
        XCTAssertFalse(found.contains { $0.hasPrefix("T") }, "\(found)")
    }

    func testTwoLinesOfKeysAndValuesAreNoTable() {
        let found = outlines {
            $0.column(["Date:", "Place:"], x: 50, y: 50)
            $0.column(["today", "here"], x: 150, y: 50)
        }
        XCTAssertFalse(found.contains { $0.hasPrefix("T") }, "\(found)")
    }

    func testTableInOneColumnBesideProse() {
        let found = outlines {
            $0.body(x: 50, y: 50, size: 9)
            $0.column(["A", "B", "C"], x: 340, y: 50)
            $0.column(["1", "2", "3"], x: 440, y: 50)
        }
        XCTAssertEqual(found.filter { $0.hasPrefix("T") }, ["T A|1 / B|2 / C|3"])
        XCTAssertEqual(found.filter { $0.hasPrefix("P") }.count, 1)
    }

    func testDaysOfATableAreNoLineNumbers() {
        var page = LayoutPageMaker()
        page.newBlock()
        for day in 1...25 {
            let y = 50 + 24 * Double(day)
            page.line("\(day) March", x: day < 10 ? 50 : 45, y: y)
            page.line("03:\(day + 10)", x: 150, y: y)
            page.line("\(day).8 m", x: 250, y: y)
        }
        let first = page.blocks().first?.outline ?? ""
        XCTAssertTrue(first.hasPrefix("T 1 March|03:11|1.8 m / 2 March|03:12|2.8 m"), first)
    }

    func testLineNumbersInTheMarginAreNoColumn() {
        let found = outlines { page in
            page.column((1...28).map(String.init), x: 40, y: 50, pitch: 24, flushRight: true)
            for index in 0..<28 {
                page.newBlock()
                page.line("line of a pleading here", x: 60, y: 50 + 24 * Double(index))
            }
        }
        XCTAssertFalse(found.contains { $0.hasPrefix("T") }, "\(found)")
    }
}
