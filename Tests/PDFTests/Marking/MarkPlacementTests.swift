import PDF
import XCTest

/// The mark stands upright at the seen page's lower edge, however the page is turned and cut.
final class MarkPlacementTests: XCTestCase {
    private func assertStandsBelow(
        _ extra: String, mediaBox: String = "[0 0 200 400]", line: UInt = #line
    ) throws {
        let marked = try MarkedPDF(
            .onePage(PDFMaker.Page(mediaBox: mediaBox, extra: extra, content: "0 g")))
        try marked.check()
        let box = try XCTUnwrap(try marked.markBox(), line: line)
        XCTAssertGreaterThan(box.y, 0.75, line: line)
        XCTAssertGreaterThan(box.width, 0.005, line: line)
        XCTAssertGreaterThan(box.width, box.height, line: line)
        XCTAssertEqual(box.x + box.width / 2, 0.5, accuracy: 0.1, line: line)
    }

    func testTurnedPages() throws {
        for turn in [0, 90, 180, 270, 360, -90, 450] {
            try assertStandsBelow("/Rotate \(turn)")
        }
    }

    func testTurnThatIsNoQuarter() throws {
        try assertStandsBelow("/Rotate 45")
    }

    func testCroppedAndTurnedPages() throws {
        for turn in [0, 90, 180, 270] {
            try assertStandsBelow(
                "/CropBox [-50 120 100 300] /Rotate \(turn)", mediaBox: "[-100 100 300 500]")
        }
    }

    func testCropBoxBeyondTheMediaBox() throws {
        try assertStandsBelow("/CropBox [-1000 -1000 1000 1000]")
    }

    func testCropBoxWithoutArea() throws {
        try assertStandsBelow("/CropBox [5 5 5 5]")
        try assertStandsBelow("/CropBox [900 900 990 990]")
    }

    func testBoxWithSwappedCorners() throws {
        try assertStandsBelow("", mediaBox: "[200 400 0 0]")
    }

    func testUserUnit() throws {
        try assertStandsBelow("/UserUnit 2")
        try assertStandsBelow("/UserUnit 10")
    }

    func testLargeAndSmallPages() throws {
        try assertStandsBelow("", mediaBox: "[0 0 1500 900]")
        try assertStandsBelow("", mediaBox: "[0 0 100000 50000]")
        try assertStandsBelow("", mediaBox: "[0 0 60 40]")
    }

    func testInheritedBoxAndTurn() throws {
        var maker = PDFMaker()
        maker.addPage(PDFMaker.Page(extra: "/Rotate 90 /CropBox [20 20 180 380]", content: "0 g"))
        maker.addPage(PDFMaker.Page(content: "0 g"))
        let marked = try MarkedPDF(maker)
        try marked.check()
        XCTAssertGreaterThan(try XCTUnwrap(try marked.markBox(ofPage: 0)).y, 0.75)
        XCTAssertGreaterThan(try XCTUnwrap(try marked.markBox(ofPage: 1)).y, 0.75)
    }
}
