import PDF
import XCTest

final class PageImageTests: XCTestCase {
    func testImageCoversItsUnitSquare() throws {
        let page = try makePage { image in
            "/Figure << /MCID 3 >> BDC q 80 0 0 60 20 100 cm /\(image) Do Q EMC"
        }
        XCTAssertEqual(page.images.count, 1)
        assertBox(page.images.first?.box, Rectangle(x: 20, y: 240, width: 80, height: 60))
        XCTAssertEqual(page.images.first?.markedContent, 3)
        XCTAssertEqual(page.signals.imageShare, 80 * 60 / (200 * 400), accuracy: 0.01)
    }

    func testClipPathCutsTheBox() throws {
        let page = try makePage { image in
            "q 20 100 40 60 re W n 80 0 0 60 20 100 cm /\(image) Do Q"
        }
        assertBox(page.images.first?.box, Rectangle(x: 20, y: 240, width: 40, height: 60))
    }

    func testInlineImageIsSeen() throws {
        let page = try PDFMaker.onePage(
            .init(content: "q 50 0 0 50 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q")
        ).makeDocument().readPage(at: 0)
        assertBox(page.images.first?.box, Rectangle(x: 0, y: 350, width: 50, height: 50))
    }

    func testStripsAreOnePicture() throws {
        let page = try makePage { image in
            (0..<10).map { "q 200 0 0 20 0 \(380 - $0 * 20) cm /\(image) Do Q" }
                .joined(separator: "\n")
        }
        XCTAssertEqual(page.images.count, 1)
        assertBox(page.images.first?.box, Rectangle(x: 0, y: 0, width: 200, height: 200))
    }

    func testTilesAreOnePicture() throws {
        let page = try makePage { image in
            (0..<4).map { tile in
                "q 50 0 0 50 \(tile % 2 * 50) \(200 - tile / 2 * 50) cm /\(image) Do Q"
            }.joined(separator: "\n")
        }
        XCTAssertEqual(page.images.count, 1)
        assertBox(page.images.first?.box, Rectangle(x: 0, y: 150, width: 100, height: 100))
    }

    func testRuleDrawnAsPictureIsNone() throws {
        let page = try makePage { image in "q 100 0 0 0.5 20 100 cm /\(image) Do Q" }
        XCTAssertEqual(page.images, [])
    }

    func testPictureInPatternIsNotNoted() throws {
        var maker = PDFMaker()
        let image = maker.addImage(width: 1, height: 1, pixels: [255, 0, 0])
        let pattern = maker.addStream(
            """
            /Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 10 10] /XStep 20
            /YStep 20 /Resources << /XObject << /Im0 \(image) 0 R >> >>
            """, Array("10 0 0 10 0 0 cm /Im0 Do".utf8))
        maker.addPage(
            .init(
                resources: "/Pattern << /P1 \(pattern) 0 R >> /Font << /F1 3 0 R >>",
                content: "/Pattern cs /P1 scn 0 0 200 200 re f \(PDFMaker.text("after"))"))
        let page = try maker.makeDocument().readPage(at: 0)
        XCTAssertEqual(page.images, [])
        XCTAssertEqual(page.words.map(\.text), ["after"])
    }

    private func makePage(_ content: (String) -> String) throws -> PageReading {
        var maker = PDFMaker()
        let image = maker.addImage(width: 1, height: 1, pixels: [255, 0, 0])
        maker.addPage(.init(content: content("Im0"), images: [image]))
        return try maker.makeDocument().readPage(at: 0)
    }

    private func assertBox(
        _ box: Rectangle?, _ expected: Rectangle, file: StaticString = #filePath,
        line: UInt = #line
    ) {
        guard let box else { return XCTFail("no picture", file: file, line: line) }
        XCTAssertEqual(box.x, expected.x, accuracy: 0.01, file: file, line: line)
        XCTAssertEqual(box.y, expected.y, accuracy: 0.01, file: file, line: line)
        XCTAssertEqual(box.width, expected.width, accuracy: 0.01, file: file, line: line)
        XCTAssertEqual(box.height, expected.height, accuracy: 0.01, file: file, line: line)
    }
}
