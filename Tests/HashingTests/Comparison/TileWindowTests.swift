import XCTest

@testable import Hashing

/// A window's sums against adding up every pixel of every tile.
final class TileWindowTests: XCTestCase {
    private let plane = BytePlaneTests.noise(width: 47, height: 45)

    func testSumsAndProductsAgreeWithAddingUp() {
        for (side, reach) in [(8, 0), (8, 1), (24, 5), (32, 4)] {
            var (window, tile) = (
                TileWindow(side: side, reach: reach), TileWindow(side: side, reach: 0)
            )
            tile.load(left: 3, top: 5, of: plane)
            // The second load must not see the first.
            for (left, top) in [(0, 0), (5, 2)] {
                window.load(left: left, top: top, of: plane)
                for shift in 0..<window.span * window.span {
                    let place = (left + shift % window.span, top + shift / window.span)
                    let found = pixels(left: place.0, top: place.1, side: side)
                    XCTAssertEqual(window.sums[shift], found.reduce(0, +))
                    XCTAssertEqual(window.squares[shift], found.reduce(0) { $0 + $1 * $1 })
                    let products = zip(found, pixels(left: 3, top: 5, side: side)).map { $0 * $1 }
                    XCTAssertEqual(
                        window.product(atShift: shift, with: tile), products.reduce(0, +))
                }
            }
        }
    }

    func testAWindowSeenThroughATransformIsThatOfTheWarpedPicture() {
        let transform = PlaneTransform(degrees: 3, scale: 1.1, from: [20, 20], to: [22, 19])
        let warped = plane.warped(width: 60, height: 60, by: transform)
        for (side, reach) in [(8, 1), (24, 5), (32, 4)] {
            var window = TileWindow(side: side, reach: reach)
            var twin = window
            for (left, top) in [(0, 0), (7, 4), (19, 17)] {
                window.load(left: left, top: top, of: plane, through: transform)
                twin.load(left: left, top: top, of: warped)
                XCTAssertEqual(window.sums, twin.sums)
                XCTAssertEqual(window.squares, twin.squares)
            }
        }
    }

    func testFullInkOverflowsNothing() {
        let full = BytePlane(width: 40, height: 40, repeating: 255)
        var window = TileWindow(side: 40, reach: 0)
        window.load(left: 0, top: 0, of: full)
        XCTAssertEqual(window.sums, [1600 * 255])
        XCTAssertEqual(window.squares, [1600 * 255 * 255])
        XCTAssertEqual(window.product(atShift: 0, with: window), 1600 * 255 * 255)
    }

    private func pixels(left: Int, top: Int, side: Int) -> [Int] {
        (top..<top + side).flatMap { y in (left..<left + side).map { Int(plane[$0, y]) } }
    }
}
