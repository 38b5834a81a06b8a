import Hashing
import TestSupport
import XCTest

final class PageComparisonTests: XCTestCase {
    private static let page = DrawnPage.text(seed: 1)

    /// Less than half of the usual size keeps the tests quick.
    private static func prepared(
        _ page: DrawnPage, _ handling: Handling = Handling(), side: Int = 640
    ) -> PreparedPage {
        let picture = page.picture(side: side, handling)
        return PreparedPage(luma: picture.luma, width: picture.width, height: picture.height)
    }

    private static let original = prepared(page)

    func testAPageIsItself() {
        let comparison = PageComparison(Self.original, Self.original)
        XCTAssertEqual(comparison.score, 1, accuracy: 1e-6)
        XCTAssertEqual(comparison.differences, [])
    }

    func testATurnedScaledAndShiftedPageIsTheSame() {
        let handling = Handling(degrees: 1.2, scale: 0.96, shift: [8, -10])
        let copy = Self.prepared(Self.page, handling)
        let comparison = PageComparison(Self.original, copy)
        XCTAssertGreaterThan(comparison.score, 0.9)
        for corner in [SIMD2(0.2, 0.2), SIMD2(0.8, 0.2), SIMD2(0.3, 0.8)] {
            let size = SIMD2(DrawnPage.width, DrawnPage.height)
            let off = comparison.transform(corner) * size - handling.place(corner * size)
            XCTAssertEqual(off.x, 0, accuracy: 1)
            XCTAssertEqual(off.y, 0, accuracy: 1)
        }
    }

    func testAnotherPageIsNot() {
        let other = Self.prepared(DrawnPage.text(seed: 2))
        XCTAssertLessThan(PageComparison(Self.original, other).score, 0.01)
    }

    func testAStampIsFoundAndForgiven() throws {
        var stamped = Self.page
        stamped.stamp(x: 330, y: 600)
        let comparison = PageComparison(Self.original, Self.prepared(stamped))
        XCTAssertGreaterThan(comparison.score, 0.9)
        let difference = try XCTUnwrap(comparison.differences.first)
        XCTAssertEqual(difference.kind, .addedInB)
        XCTAssertEqual(difference.boxA.left, 330 / DrawnPage.width, accuracy: 0.05)
        XCTAssertEqual(difference.boxA.bottom, 643 / DrawnPage.height, accuracy: 0.05)
    }

    func testABrokenFrameIsTheSameFrame() {
        var (whole, broken) = (Self.page, Self.page)
        for number in 0..<6 {
            let line = DrawnPage.Stroke(x: 60, y: 108 + Double(number) * 100, width: 470, height: 1)
            whole.strokes.append(line)
            broken.strokes.append(.init(x: 60, y: line.y + 0.8, width: 150, height: 0.5))
            broken.strokes.append(.init(x: 330, y: line.y, width: 200, height: 1))
        }
        // At half the size rules would be too near to the text.
        let side = PreparedPage.rasterSide
        let comparison = PageComparison(
            Self.prepared(whole, side: side), Self.prepared(broken, side: side))
        XCTAssertGreaterThan(comparison.score, 0.9)
        XCTAssertEqual(comparison.differences, [])
    }

    func testOtherDigitsAreReplaced() throws {
        var (first, second) = (DrawnPage.text(seed: 3), DrawnPage.text(seed: 3))
        for (index, digits) in [(5, 2), (2, 5), (5, 2), (2, 5)].enumerated() {
            first.write(digit: digits.0, x: 420 + Double(index) * 8, line: 27)
            second.write(digit: digits.1, x: 420 + Double(index) * 8, line: 27)
        }
        let comparison = PageComparison(Self.prepared(first), Self.prepared(second))
        XCTAssertLessThan(comparison.score, 0.5)
        let difference = try XCTUnwrap(comparison.differences.first)
        XCTAssertEqual(difference.kind, .replaced)
        XCTAssertEqual(difference.boxB.left, 420 / DrawnPage.width, accuracy: 0.05)
        XCTAssertEqual(
            difference.boxB.top, DrawnPage.top(ofLine: 27) / DrawnPage.height, accuracy: 0.05)
    }

    func testExchangedPagesGiveTheSameExchanged() throws {
        var stamped = Self.page
        stamped.stamp(x: 90, y: 500)
        let other = Self.prepared(stamped, Handling(degrees: 0.5))
        let forth = PageComparison(Self.original, other)
        let back = PageComparison(other, Self.original)
        XCTAssertEqual(forth.score, back.score)
        XCTAssertEqual(forth.evidence, back.evidence.swapped)
        XCTAssertEqual(forth.differences.map(\.boxA), back.differences.map(\.boxB))
        XCTAssertEqual(forth.differences.first?.kind, .addedInB)
        XCTAssertEqual(back.differences.first?.kind, .addedInA)
    }

    func testBlankPagesAreNothingAlike() {
        let luma = [UInt8](repeating: 255, count: 200 * 300)
        let blank = PreparedPage(luma: luma, width: 200, height: 300)
        XCTAssertEqual(PageComparison(blank, blank).score, 0)
        XCTAssertEqual(PageComparison(blank, Self.original).score, 0)
    }

    func testTheOddestSizesAreCompared() {
        let pages = [(1, 1), (1, 300), (300, 2), (17, 17), (40, 500)].map { width, height in
            let luma = (0..<width * height).map { UInt8($0 * 37 % 256) }
            return PreparedPage(luma: luma, width: width, height: height)
        }
        for a in pages {
            for b in pages {
                XCTAssert((0...1).contains(PageComparison(a, b).score))
            }
        }
    }
}
