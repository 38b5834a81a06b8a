import XCTest

@testable import Ingest

final class PaperSizeTests: XCTestCase {
    func testPapersAreKnownByTheirPoints() {
        let papers: [(Double, Double, String)] = [
            (595.28, 841.89, "A4"), (612, 792, "LETTER"), (612, 1_008, "LEGAL"),
            (841.89, 1_190.55, "A3"), (792, 1_224, "TABLOID"),
        ]
        for (width, height, name) in papers {
            XCTAssertEqual(size(width, height).name, "PAGE_SIZE_\(name)")
            XCTAssertEqual(size(height, width).name, "PAGE_SIZE_\(name)", "landscape")
        }
    }

    func testCutsOfThreeMillimetresAreTheSamePaper() {
        XCTAssertEqual(millimetres(207, 300).name, "PAGE_SIZE_A4")
        XCTAssertEqual(millimetres(206, 297).name, "PAGE_SIZE_CUSTOM")
        XCTAssertEqual(millimetres(210, 301).name, "PAGE_SIZE_CUSTOM")
    }

    func testOtherPaperIsCustom() {
        XCTAssertEqual(millimetres(105, 148).name, "PAGE_SIZE_CUSTOM")
        XCTAssertEqual(millimetres(0, 0).name, "PAGE_SIZE_CUSTOM")
    }

    func testWiderThanHighIsLandscape() {
        XCTAssertEqual(millimetres(297, 210).orientation, "ORIENTATION_LANDSCAPE")
        XCTAssertEqual(millimetres(210, 297).orientation, "ORIENTATION_PORTRAIT")
        XCTAssertEqual(millimetres(200, 200).orientation, "ORIENTATION_PORTRAIT")
    }

    func testDimensionsAreWholeMillimetres() {
        let dimensions = size(595.28, 841.89).dimensions
        XCTAssertEqual([dimensions.width_mm, dimensions.height_mm], [210, 297])
    }

    private func size(_ width: Double, _ height: Double) -> PaperSize {
        PaperSize(widthPoints: width, heightPoints: height)
    }

    private func millimetres(_ width: Double, _ height: Double) -> PaperSize {
        size(width / 25.4 * 72, height / 25.4 * 72)
    }
}
