import XCTest

@testable import PDF

final class ProofPictureTests: XCTestCase {
    private let red: [UInt8] = [0xD3, 0x1F, 0x2B]
    private let green: [UInt8] = [0x1B, 0x8A, 0x3A]

    private func makePage(
        _ marks: [ProofPage.Mark] = [], width: Int = 100, height: Int = 120
    ) -> ProofPage {
        ProofPage(
            picture: GrayPicture(
                width: width, height: height,
                luma: [UInt8](repeating: 255, count: width * height)),
            caption: "A page 1 of 1", marks: marks)
    }

    private func makeMark(
        _ kind: ProofPage.Mark.Kind, _ box: [Double] = [0.5, 0.5, 0.75, 0.75]
    ) -> ProofPage.Mark {
        ProofPage.Mark(kind: kind, left: box[0], top: box[1], right: box[2], bottom: box[3])
    }

    /// How many pixels of a page's part of the proof have that colour.
    private func count(_ color: [UInt8], in raster: Raster, columns: Range<Int>) -> Int {
        columns.reduce(0) { count, x in
            count
                + (ProofPicture.bar..<raster.height - ProofPicture.bar)
                .count { raster.color(x: x, y: $0) == color }
        }
    }

    private let left = 0..<112 + 6
    private let right = 118..<236

    func testPagesStandSideBySideUnderOneLine() {
        let proof = ProofPicture.draw(
            makePage(), makePage(width: 60, height: 80), summary: "")
        XCTAssertEqual(proof.width, 100 + 60 + 3 * 12)
        XCTAssertEqual(proof.height, 120 + 2 * 39 + 2 * 12)
        let top = 39 + 12
        for x in [12, 111, 124, 183] {
            XCTAssertEqual(proof.color(x: x, y: top), [255, 255, 255], "\(x)")
            XCTAssertNotEqual(proof.color(x: x, y: top - 1), [255, 255, 255], "\(x)")
        }
        for x in [11, 112, 123, 184] {
            XCTAssertNotEqual(proof.color(x: x, y: top), [255, 255, 255], "\(x)")
        }
    }

    func testReplacedIsRedOnBothPages() {
        let marked = makePage([makeMark(.replaced)])
        let proof = ProofPicture.draw(marked, marked, summary: "")
        XCTAssertGreaterThan(count(red, in: proof, columns: left), 0)
        XCTAssertEqual(
            count(red, in: proof, columns: left), count(red, in: proof, columns: right))
        XCTAssertEqual(count(green, in: proof, columns: left), 0)
    }

    func testAddedIsGreenOnItsPageOnly() {
        let proof = ProofPicture.draw(makePage(), makePage([makeMark(.onlyHere)]), summary: "")
        XCTAssertEqual(count(green, in: proof, columns: left), 0)
        XCTAssertGreaterThan(count(green, in: proof, columns: right), 0)
    }

    func testPlaceOfWhatIsMissingHasAThinFrameAndNoTint() {
        let proof = ProofPicture.draw(makePage([makeMark(.notHere)]), makePage(), summary: "")
        let (insideX, insideY) = (12 + 50 - 4, 39 + 12 + 60 - 4)
        XCTAssertEqual(proof.color(x: insideX, y: insideY), [255, 255, 255])
        XCTAssertNotEqual(proof.color(x: insideX - 1, y: insideY), [255, 255, 255])
        XCTAssertEqual(proof.color(x: insideX - 2, y: insideY), [255, 255, 255])
    }

    func testFrameKeepsOffWhatItEncloses() {
        let proof = ProofPicture.draw(makePage([makeMark(.replaced)]), makePage(), summary: "")
        let (x, y) = (12, 39 + 12)
        // Half of 100 and of 120 pixels, less the margin.
        let (insideX, insideY) = (x + 50 - 4, y + 60 - 4)
        XCTAssertNotEqual(proof.color(x: insideX, y: insideY), red)
        for distance in 1...3 {
            XCTAssertEqual(proof.color(x: insideX - distance, y: insideY), red)
            XCTAssertEqual(proof.color(x: insideX, y: insideY - distance), red)
        }
        XCTAssertEqual(proof.color(x: insideX - 4, y: insideY), [255, 255, 255])
    }

    func testInkStaysBlackInABox() {
        let page = ProofPage(
            picture: GrayPicture(
                width: 100, height: 120, luma: [UInt8](repeating: 0, count: 12_000)),
            caption: "", marks: [makeMark(.onlyHere)])
        let proof = ProofPicture.draw(page, makePage(), summary: "")
        XCTAssertEqual(proof.color(x: 12 + 60, y: 51 + 70), [0, 0, 0])
    }

    func testPlacesThatTouchShareABox() {
        let page = makePage([
            makeMark(.replaced, [0.1, 0.1, 0.2, 0.2]), makeMark(.replaced, [0.22, 0.1, 0.3, 0.2]),
            makeMark(.replaced, [0.8, 0.8, 0.9, 0.9]), makeMark(.onlyHere, [0.1, 0.1, 0.2, 0.2]),
        ])
        XCTAssertEqual(
            ProofPicture.boxes(of: page, .replaced),
            [
                PixelBox(left: 6, top: 8, right: 34, bottom: 28),
                PixelBox(left: 76, top: 92, right: 94, bottom: 112),
            ])
    }

    func testPlacesOutsideThePageAreLeftOut() {
        let page = makePage([
            makeMark(.replaced, [1.2, 0.1, 1.5, 0.2]),
            makeMark(.replaced, [-0.5, -9e99, 0.5, 9e99]),
            makeMark(.replaced, [.nan, .nan, .nan, .nan]),
        ])
        for box in ProofPicture.boxes(of: page, .replaced) {
            XCTAssertTrue(box.left >= 0 && box.right <= 100 && box.top >= 0 && box.bottom <= 120)
        }
    }

    func testLegendNamesTheColoursInUseOnly() {
        func legendHas(_ color: [UInt8], _ marks: [ProofPage.Mark]) -> Bool {
            let page = makePage(marks, width: 400)
            let proof = ProofPicture.draw(page, page, summary: "edited")
            return (proof.height - ProofPicture.bar..<proof.height).contains { y in
                (0..<proof.width).contains { proof.color(x: $0, y: y) == color }
            }
        }
        XCTAssertTrue(legendHas(red, [makeMark(.replaced)]))
        XCTAssertFalse(legendHas(green, [makeMark(.replaced)]))
        XCTAssertTrue(legendHas(green, [makeMark(.onlyHere)]))
        XCTAssertFalse(legendHas(red, []))
    }
}
