import PDF
import XCTest

final class RectangleTests: XCTestCase {
    func testUnionHoldsBoth() {
        let union = Rectangle(x: 0, y: 0, width: 2, height: 2)
            .union(Rectangle(x: 5, y: 1, width: 1, height: 4))
        XCTAssertEqual(union, Rectangle(x: 0, y: 0, width: 6, height: 5))
    }

    func testIntersectionOfTouchingRectanglesIsNothing() {
        let left = Rectangle(x: 0, y: 0, width: 2, height: 2)
        XCTAssertNil(left.intersection(Rectangle(x: 2, y: 0, width: 2, height: 2)))
        XCTAssertEqual(
            left.intersection(Rectangle(x: 1, y: 1, width: 5, height: 5)),
            Rectangle(x: 1, y: 1, width: 1, height: 1))
    }
}
