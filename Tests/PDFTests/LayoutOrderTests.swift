import PDF
import XCTest

final class LayoutOrderTests: XCTestCase {
    private func analysis(
        _ page: LayoutPageMaker, structure: StructureNode? = nil
    ) -> LayoutAnalysis {
        LayoutAnalysis(
            pageWidth: 600, pageHeight: 800, words: page.words, images: [], structure: structure)
    }

    /// The first word of each block.
    private func firstWords(_ page: LayoutPageMaker) -> [String] {
        page.blocks().map { $0.allText.split(separator: " ").first.map(String.init) ?? "" }
    }

    private func column(_ word: String, x: Double, y: Double, on page: inout LayoutPageMaker) {
        page.lines(
            Array(repeating: word + " brown foxes jump over lazy dogs today", count: 3), x: x, y: y)
    }

    /// Two columns whose blocks Poppler reported across the page.
    private func makeColumns() -> LayoutPageMaker {
        var page = LayoutPageMaker()
        page.lines(["Right"], x: 320, y: 60, bold: true)
        column("left", x: 50, y: 62, on: &page)
        column("right", x: 320, y: 76, on: &page)
        page.lines(["Below"], x: 50, y: 130, bold: true)
        column("below", x: 50, y: 146, on: &page)
        return page
    }

    func testColumnsAreReadOneAfterTheOther() {
        XCTAssertEqual(firstWords(makeColumns()), ["left", "Below", "below", "Right", "right"])
    }

    func testWideTextDividesColumns() {
        var page = LayoutPageMaker()
        column("right", x: 320, y: 90, on: &page)
        column("left", x: 50, y: 90, on: &page)
        page.lines([String(repeating: "wide words ", count: 10)], x: 50, y: 50)
        column("lower", x: 320, y: 190, on: &page)
        column("last", x: 50, y: 190, on: &page)
        page.lines([String(repeating: "across all ", count: 10)], x: 50, y: 150)
        XCTAssertEqual(firstWords(page), ["wide", "left", "right", "across", "last", "lower"])
    }

    func testRunningHeadsAndFeetStayOutsideTheColumns() {
        var page = makeColumns()
        page.lines(["Foot"], x: 50, y: 770, size: 8)
        page.lines(["32"], x: 540, y: 770, size: 8)
        page.lines(["Author"], x: 50, y: 20, size: 8)
        page.lines(["Title"], x: 540, y: 20, size: 8)
        XCTAssertEqual(
            firstWords(page),
            ["Author", "Title", "left", "Below", "below", "Right", "right", "Foot", "32"])
    }

    func testFootnotesFollowTheTextOfAllColumns() {
        var page = makeColumns()
        page.lines(["1 First note."], x: 50, y: 700, size: 8)
        page.lines(["2 Second note."], x: 320, y: 700, size: 8)
        XCTAssertEqual(
            firstWords(page),
            ["left", "Below", "below", "Right", "right", "1First", "2Second"])
    }

    func testLabelsAreReadBeforeTheValuesBesideThem() {
        var page = LayoutPageMaker()
        page.lines(["Street"], x: 50, y: 140)
        page.lines(["Name"], x: 50, y: 100)
        page.lines(["Quay"], x: 300, y: 140)
        page.lines(["Ines"], x: 300, y: 100)
        XCTAssertEqual(firstWords(page), ["Name", "Ines", "Street", "Quay"])
    }

    func testColumnsOfRightToLeftTextBeginAtTheRight() {
        var page = LayoutPageMaker()
        page.lines(Array(repeating: "שלום שלום שלום שלום שלום", count: 3), x: 50, y: 100)
        page.lines(Array(repeating: "מכתב מכתב מכתב מכתב מכתב", count: 3), x: 320, y: 100)
        XCTAssertEqual(firstWords(page), ["מכתב", "שלום"])
    }

    // MARK: - Text

    func testTextHasLinesAndAnEmptyLineBetweenBlocksOnly() {
        var page = LayoutPageMaker()
        page.lines(["the first line of some text"], x: 50, y: 50)
        page.lines(["and its second line, set apart."], x: 50, y: 62)
        page.lines(["Another one."], x: 50, y: 100)
        XCTAssertEqual(
            analysis(page).result().text,
            "the first line of some text\nand its second line, set apart.\n\nAnother one.\n")
    }

    func testTextHasTablesRowByRow() {
        var page = LayoutPageMaker()
        page.column(["Ship", "Margit", "Osprey", "Anna"], x: 50, y: 50)
        page.column(["Tons", "120", "98", "77"], x: 150, y: 50)
        XCTAssertEqual(
            analysis(page).result().text, "Ship Tons\nMargit 120\nOsprey 98\nAnna 77\n")
    }

    func testTextKeepsLabelsAndArtifactsThatNoBlockRepeats() {
        var page = LayoutPageMaker()
        page.line("running head", x: 50, y: 20, mark: 0)
        page.newBlock()
        page.line("1. item", x: 50, y: 60, mark: 1)
        let tree = StructureNode(
            role: .grouping,
            children: [
                .node(
                    StructureNode(
                        role: .artifact, children: [.markedContent(page: 0, identifier: 0)])),
                .node(
                    StructureNode(
                        role: .list,
                        children: [
                            .node(
                                StructureNode(
                                    role: .listItem,
                                    children: [.markedContent(page: 0, identifier: 1)]))
                        ])),
            ])
        let result = analysis(page, structure: tree).result()
        XCTAssertEqual(result.blocks.map(\.outline), ["O1(item)"])
        XCTAssertEqual(result.text, "running head\n\n1. item\n")
    }
}
