import XCTest

@testable import PDF

final class MarkPainterTests: XCTestCase {
    private let size = PageSize(width: 300, height: 400)

    /// White paper with the mark, one byte of brightness a pixel: the blue one.
    private func paint(
        _ mark: PageMark, width: Int = 300, height: Int = 400, padding: Int = 0
    ) throws -> [UInt8] {
        let stride = width * 4 + padding
        var pixels = [UInt8](repeating: 255, count: stride * height)
        let painter = try MarkPainter(mark, size: size, width: width, height: height)
        _ = try pixels.withUnsafeMutableBytes { try painter.paint(onto: $0, stride: stride) }
        return (0..<height).flatMap { y in (0..<width).map { pixels[y * stride + $0 * 4] } }
    }

    func testMarkIsWhereTheSheetHasIt() throws {
        for position in PageMark.Position.allCases {
            let mark = PageMark(
                lines: ["Šárka Dvořáková"], position: position, opacity: 0.5, fontSize: 24)
            let painted = try paint(mark)
            let sheet = try GreyPNG(
                Tool.picture(dpi: 72).run(on: try MarkSheet.draw(mark, on: [size]).bytes))
            XCTAssertEqual(sheet.luma.count, painted.count)
            let (mine, theirs) = (
                GreyPNG(width: 300, height: 400, luma: painted).means(side: 10),
                sheet.means(side: 10)
            )
            let difference = zip(mine, theirs).reduce(0) { $0 + abs($1.0 - $1.1) }
            let ink = theirs.reduce(0) { $0 + 255 - $1 }
            XCTAssertGreaterThan(ink, 30, "\(position)")
            XCTAssertLessThan(difference, 0.2 * ink, "\(position)")
        }
    }

    func testOpacityAndColour() throws {
        let black = try paint(
            PageMark(lines: ["████"], opacity: 0.5, color: .black, fontSize: 60))
        let darkest = try XCTUnwrap(black.min())
        XCTAssertTrue((126...129).contains(darkest), "\(darkest)")
        let blue = RGBColor(red: 0, green: 0, blue: 255)
        XCTAssertEqual(
            try paint(PageMark(lines: ["████"], opacity: 1, color: blue)).min(), 255)
    }

    func testPaddingOfRowsIsLeftAlone() throws {
        let mark = PageMark(lines: ["Ana"], position: .tiled)
        XCTAssertEqual(try paint(mark, padding: 64), try paint(mark))
    }

    func testCharactersWithoutAFontAreAnswered() throws {
        var pixels = [UInt8](repeating: 255, count: 40 * 40 * 4)
        let painter = try MarkPainter(
            PageMark(lines: ["\u{10FFF0}"]), size: size, width: 40, height: 40)
        let missing = try pixels.withUnsafeMutableBytes {
            try painter.paint(onto: $0, stride: 160)
        }
        XCTAssertEqual(missing, ["\u{10FFF0}"])
    }
}
