import PDF
import XCTest

final class LayoutImageTests: XCTestCase {
    private func image(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> PageImage {
        PageImage(box: Rectangle(x: x, y: y, width: width, height: height))
    }

    func testImageStandsBetweenItsNeighbours() {
        var page = LayoutPageMaker()
        page.lines(["text above"], x: 50, y: 50)
        page.lines(["text below"], x: 50, y: 300)
        XCTAssertEqual(
            page.blocks(images: [image(50, 80, 200, 200)]).map(\.outline),
            ["P text above", "I ", "P text below"])
    }

    func testImageAtTheHeadOfTheSecondColumnComesAfterTheFirst() {
        var page = LayoutPageMaker()
        page.lines(["left column text"], x: 50, y: 50)
        page.lines(["right column text"], x: 320, y: 300)
        XCTAssertEqual(
            page.blocks(images: [image(320, 50, 200, 240)]).map(\.outline),
            ["P left column text", "I ", "P right column text"])
    }

    func testScanComesFirst() {
        var page = LayoutPageMaker()
        page.lines(["recognised text"], x: 50, y: 50)
        XCTAssertEqual(
            page.blocks(images: [image(0, 0, 600, 790)]).map(\.outline),
            ["I ", "P recognised text"])
    }

    func testTinyImagesAreDropped() {
        XCTAssertEqual(LayoutPageMaker().blocks(images: [image(10, 10, 7, 300)]), [])
    }

    func testTouchingTilesMerge() {
        let tiles = (0..<4).flatMap { row in
            (0..<3).map { image(100 + 50 * Double($0), 100 + 5 * Double(row), 50, 5) }
        }
        XCTAssertEqual(
            LayoutPageMaker().blocks(images: tiles).map(\.box),
            [Rectangle(x: 100, y: 100, width: 150, height: 20)])
    }

    func testSeparateImagesStayApart() {
        let blocks = LayoutPageMaker().blocks(images: [
            image(50, 50, 100, 100), image(200, 50, 90, 90),
        ])
        XCTAssertEqual(blocks.count, 2)
    }
}
