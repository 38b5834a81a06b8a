import PDF
import XCTest

final class LayoutHeadingTests: XCTestCase {
    private func first(_ text: String, size: Double = 10, bold: Bool = false) -> String? {
        var page = LayoutPageMaker()
        page.lines([text], x: 50, y: 40, size: size, bold: bold)
        page.body(y: 100)
        return page.blocks().first?.outline
    }

    func testLargerLineIsHeading() {
        XCTAssertEqual(first("Terms of Use", size: 14), "H0 Terms of Use")
    }

    func testBoldLineOfBodySizeIsHeading() {
        XCTAssertEqual(first("Terms of Use", bold: true), "H0 Terms of Use")
    }

    func testBoldSentenceIsParagraph() {
        XCTAssertEqual(first("This is important.", bold: true), "P This is important.")
    }

    func testNumberedLineSlightlyLargerIsHeading() {
        XCTAssertEqual(first("2.1 Scope", size: 10.8), "H0 2.1 Scope")
        XCTAssertEqual(first("The Scope", size: 10.8), "P The Scope")
    }

    func testNumberSetApartJoinsItsHeading() {
        var page = LayoutPageMaker()
        page.lines(["6.3"], x: 50, y: 40, bold: true)
        page.body(y: 100)
        page.lines(["Trace Recording"], x: 80, y: 40, bold: true)
        XCTAssertTrue(page.blocks().map(\.outline).contains("H0 6.3 Trace Recording"))
    }

    func testHeadingRanksSortsStylesLargestFirst() {
        let ranks = HeadingRanks([[heading(18), heading(12, bold: true), body(10)], [heading(12)]])
        XCTAssertEqual(ranks.bodyFontSize, 10)
        XCTAssertEqual(
            ranks.styles,
            [
                HeadingRanks.Style(fontSize: 18, isBold: false),
                HeadingRanks.Style(fontSize: 12, isBold: true),
                HeadingRanks.Style(fontSize: 12, isBold: false),
            ])
        XCTAssertEqual(ranks.ranking(heading(12)).outline, "H3 Title")
    }

    func testHeadingInBodyStyleIsDemoted() {
        let ranks = HeadingRanks([[body(10), heading(10)]])
        XCTAssertEqual(ranks.ranking(heading(10)).outline, "P Title")
    }

    func testShortLargeParagraphIsPromoted() {
        let ranks = HeadingRanks([[body(10), heading(20)]])
        var large = body(12, text: "A short line")
        XCTAssertEqual(ranks.ranking(large).outline, "H2 A short line")
        large.lineCount = 3
        XCTAssertEqual(ranks.ranking(large).outline, "P A short line")
    }

    func testLevelOfStructureTreeIsKept() {
        let ranks = HeadingRanks([[body(10)]])
        let tagged = Block(
            content: .heading(level: 4, text: "Tagged"), box: box, fontSize: 10, lineCount: 1)
        XCTAssertEqual(ranks.ranking(tagged), tagged)
    }

    func testSeventhStyleHasTheLastLevel() {
        let ranks = HeadingRanks([[body(10)] + (0..<9).map { heading(30 - Double($0)) }])
        XCTAssertEqual(ranks.styles.count, 6)
        XCTAssertEqual(ranks.ranking(heading(22)).outline, "H6 Title")
    }

    func testRanksSurviveJSON() throws {
        let ranks = HeadingRanks([[body(10), heading(18)]])
        let json = try JSONEncoder().encode(ranks)
        XCTAssertEqual(try JSONDecoder().decode(HeadingRanks.self, from: json), ranks)
    }

    private let box = Rectangle(x: 0, y: 0, width: 100, height: 10)

    private func heading(_ size: Double, bold: Bool = false) -> Block {
        Block(
            content: .heading(level: nil, text: "Title"), box: box, fontSize: size, isBold: bold,
            lineCount: 1)
    }

    private func body(
        _ size: Double, text: String = String(repeating: "text ", count: 50)
    ) -> Block {
        Block(content: .paragraph(text: text), box: box, fontSize: size, lineCount: 1)
    }
}
