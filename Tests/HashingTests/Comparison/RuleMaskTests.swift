import XCTest

@testable import Hashing

final class RuleMaskTests: XCTestCase {
    private static let rule = (x: 60.0, width: 480.0)

    func testRulesAreClearedWhereverTheyLean() {
        for degrees in [-2.0, 0, 1.3] {
            var page = DrawnPage()
            page.strokes.append(.init(x: Self.rule.x, y: 300, width: Self.rule.width, height: 1))
            page.strokes.append(.init(x: 300, y: 200, width: 1, height: 400))
            XCTAssertLessThan(Self.shareLeft(of: page, Handling(degrees: degrees)), 0.03)
        }
    }

    func testTextAndThickBarsStay() {
        var page = DrawnPage.text(seed: 4)
        page.strokes.append(.init(x: Self.rule.x, y: 760, width: Self.rule.width, height: 12))
        XCTAssertEqual(Self.shareLeft(of: page, Handling()), 1, accuracy: 0.001)
    }

    func testTheSmallestPlanesHaveNoRules() {
        for side in 1..<8 {
            var plane = BytePlane(width: side, height: side, repeating: 255)
            RuleMask(half: plane.halved()).clear(&plane)
            XCTAssertEqual(plane.values, [UInt8](repeating: 255, count: side * side))
        }
    }

    /// The share of a page's ink that is left without its rules.
    private static func shareLeft(of page: DrawnPage, _ handling: Handling) -> Double {
        let picture = page.picture(side: PreparedPage.rasterSide, handling)
        let ready = PreparedPage(
            luma: picture.luma, width: picture.width, height: picture.height)
        var plane = ready.ink
        RuleMask(half: ready.half).clear(&plane)
        return Double(plane.sum) / Double(ready.ink.sum)
    }
}
