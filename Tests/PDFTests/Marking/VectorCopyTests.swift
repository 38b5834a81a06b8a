import XCTest

@testable import PDF

/// What a vector copy leaves as it was.
final class VectorCopyTests: XCTestCase {
    private static let line = PDFMaker.text("Some words")

    private func text(_ marked: MarkedPDF, page: Int = 0) throws -> String {
        try PDFDocument(bytes: marked.bytes).readPage(at: page, withRaster: false).text
    }

    func testTextStaysTextAndTheMarkIsText() throws {
        let marked = try MarkedPDF(.onePage(PDFMaker.Page(content: Self.line)))
        XCTAssertTrue(try text(marked).contains("Some words"))
        XCTAssertTrue(try text(marked).contains("Ada Lovelace"))
    }

    func testPagesLookAsBeforeOutsideTheMark() throws {
        let maker = PDFMaker.onePage(PDFMaker.Page(content: "q 0 0 1 rg 9 99 80 80 re f Q"))
        let before = try maker.makeDocument().picture(ofPage: 0, side: 400)
        let after = try MarkedPDF(maker).raster()
        let above = before.width * 3 * 300
        XCTAssertEqual(before.pixels.prefix(above), after.pixels.prefix(above))
    }

    func testUnbalancedPagesLookAsBeforeOutsideTheMark() throws {
        for end in ["q q", "Q Q", "BT", "(", "nonsense", "/A BMC"] {
            let maker = PDFMaker.onePage(
                PDFMaker.Page(content: "0 0 1 rg 9 99 80 280 re f 0.5 0 0 0.5 9 9 cm \(end)"))
            let before = try maker.makeDocument().picture(ofPage: 0, side: 400)
            let after = try MarkedPDF(maker).raster()
            let above = before.width * 3 * 300
            XCTAssertEqual(before.pixels.prefix(above), after.pixels.prefix(above), end)
        }
    }

    func testPagesThatShareResourcesAreAllMarked() throws {
        var maker = PDFMaker()
        let shared = maker.add("<< /Font << /F1 3 0 R >> >>")
        for (width, height) in [(200, 400), (300, 300), (200, 400)] {
            maker.addPage(
                PDFMaker.Page(
                    mediaBox: "[0 0 \(width) \(height)]", extra: "/Resources \(shared) 0 R",
                    content: Self.line))
        }
        let marked = try MarkedPDF(maker)
        try marked.check()
        for page in 0..<3 {
            XCTAssertNotNil(try marked.markBox(ofPage: page))
            XCTAssertTrue(try text(marked, page: page).contains("Some words"))
        }
    }

    func testCopyOfACopyHasBothMarks() throws {
        let first = try MarkedPDF(.onePage(PDFMaker.Page(content: Self.line)))
        var mark = MarkedPDF.mark
        (mark.lines, mark.position) = (["Second"], .header)
        let second = try MarkedPDF(first.bytes, mark: mark)
        try second.check()
        XCTAssertTrue(try text(second).contains("Ada Lovelace"))
        XCTAssertTrue(try text(second).contains("Second"))
    }

    func testNameOfThePagesOwnThatTheMarkWouldTake() throws {
        var maker = PDFMaker()
        let form = maker.addStream(
            "/Type /XObject /Subtype /Form /BBox [0 0 9 9]", Array("0 g 0 0 9 9 re f".utf8))
        maker.addPage(
            PDFMaker.Page(
                resources: "/XObject << /MunimentMark0 \(form) 0 R >>",
                content: "/MunimentMark0 Do"))
        let marked = try MarkedPDF(maker)
        try marked.check()
        XCTAssertNotNil(try marked.markBox())
        XCTAssertEqual(try marked.raster().color(x: 4, y: 396), [0, 0, 0])
    }

    func testSubstitutedPageSaysSo() throws {
        var maker = PDFMaker()
        for _ in 0..<2 { maker.addPage(PDFMaker.Page(content: Self.line)) }
        let marked = try MarkedPDF(maker.makeBytes(), substituting: [1])
        try marked.check()
        XCTAssertTrue(try text(marked, page: 0).contains("Some words"))
        XCTAssertFalse(try text(marked, page: 1).contains("Some words"))
        XCTAssertTrue(try text(marked, page: 1).contains("could not be copied"))
        XCTAssertNotNil(try marked.markBox(ofPage: 1))
    }

    func testSameInputGivesSameBytes() throws {
        let maker = PDFMaker.onePage(PDFMaker.Page(content: Self.line))
        XCTAssertEqual(try MarkedPDF(maker).bytes, try MarkedPDF(maker).bytes)
    }

    func testAnUnmarkedDocumentFailsTheCheck() throws {
        let bytes = PDFMaker.onePage(PDFMaker.Page(content: Self.line)).makeBytes()
        let file = try Scratch(bytes)
        for kind in [CopyCheck.Kind.vector, .burned] {
            let check = try CopyCheck(original: file.descriptor, copy: file.descriptor)
            XCTAssertThrowsError(try check.run(kind)) {
                XCTAssertEqual(($0 as? MarkingError)?.code, .failedCheck)
                XCTAssertEqual(($0 as? MarkingError)?.page, 0)
            }
        }
    }

    func testACopyThatLacksAPageFailsTheCheck() throws {
        var two = PDFMaker()
        for _ in 0..<2 { two.addPage(PDFMaker.Page(content: Self.line)) }
        let one = try MarkedPDF(.onePage(PDFMaker.Page(content: Self.line)))
        let (original, copy) = (try Scratch(two.makeBytes()), try Scratch(one.bytes))
        let check = try CopyCheck(original: original.descriptor, copy: copy.descriptor)
        XCTAssertThrowsError(try check.run(.vector))
    }

    func testManySizesShareFewSheets() {
        let pages = (0..<5_000).map { PageSize(width: 100 + Double($0), height: 200) }
        let plan = SheetPlan(pages)
        XCTAssertLessThanOrEqual(plan.sizes.count, SheetPlan.maxSheets)
        XCTAssertEqual(plan.sheets.count, 5_000)
    }

    func testPagesOfAlmostOneSizeShareASheet() {
        let plan = SheetPlan([.a4, PageSize(width: 595, height: 842), .letter])
        XCTAssertEqual(plan.sheets, [0, 0, 1])
    }
}
