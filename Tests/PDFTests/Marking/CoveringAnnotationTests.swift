import PDF
import XCTest

/// Viewers draw annotations over a page's content: none may hide the mark.
final class CoveringAnnotationTests: XCTestCase {
    private static let white = "1 g 0 0 200 400 re f 0 0 1 rg 20 300 50 50 re f"

    private func marked(
        _ annotations: (_ appearance: Int) -> [String]
    ) throws -> MarkedPDF {
        var maker = PDFMaker()
        let appearance = maker.addStream(
            "/Type /XObject /Subtype /Form /BBox [0 0 200 400]", Array(Self.white.utf8))
        let numbers = annotations(appearance).map { "\(maker.add($0)) 0 R" }
        maker.addPage(
            PDFMaker.Page(
                extra: "/Annots [\(numbers.joined(separator: " "))]", content: "0 1 0 rg"))
        return try MarkedPDF(maker)
    }

    private func stamp(_ appearance: Int, _ rect: String, subtype: String = "Stamp") -> String {
        "<< /Type /Annot /Subtype /\(subtype) /F 4 /Rect [\(rect)] /AP << /N \(appearance) 0 R >> >>"
    }

    func testAnnotationOverThePageIsSeenUnderTheMark() throws {
        let marked = try marked { [stamp($0, "0 0 200 400")] }
        try marked.check()
        XCTAssertGreaterThan(try XCTUnwrap(try marked.markBox()).y, 0.75)
        XCTAssertEqual(try marked.raster().color(x: 40, y: 80), [0, 0, 255])
    }

    func testManySmallAnnotationsOverThePage() throws {
        let marked = try marked { appearance in
            (0..<20).map { stamp(appearance, "0 \($0 * 20) 200 \($0 * 20 + 20)") }
        }
        try marked.check()
        XCTAssertGreaterThan(try XCTUnwrap(try marked.markBox()).y, 0.75)
    }

    func testFieldOverThePage() throws {
        let marked = try marked { [stamp($0, "0 0 200 400", subtype: "Widget")] }
        try marked.check()
        XCTAssertGreaterThan(try XCTUnwrap(try marked.markBox()).y, 0.75)
    }

    func testShapeWithoutAnAppearance() throws {
        let marked = try marked { _ in
            ["<< /Type /Annot /Subtype /Square /F 4 /Rect [0 0 200 400] /IC [1 1 1] >>"]
        }
        try marked.check()
        XCTAssertGreaterThan(try XCTUnwrap(try marked.markBox()).y, 0.75)
    }

    func testSmallAnnotationsStay() throws {
        let marked = try marked { [stamp($0, "20 300 60 340")] }
        try marked.check()
        XCTAssertTrue(String(decoding: marked.bytes, as: UTF8.self).contains("/Stamp"))
    }
}
