import Foundation
import XCTest

@testable import Hashing

final class InkMomentsTests: XCTestCase {
    func testAgreesWithSummingOverTurnedPixels() throws {
        let ink = BytePlaneTests.noise(width: 23, height: 17)
        let moments = try XCTUnwrap(InkMoments(ink: ink, skew: 2))
        let angle = 2 * Double.pi / 180
        var sums = (mass: 0.0, along: 0.0, down: 0.0, alongs: 0.0, downs: 0.0)
        for y in 0..<ink.height {
            for x in 0..<ink.width {
                let weight = Double(ink[x, y])
                let along = cos(angle) * Double(x) + sin(angle) * Double(y)
                let down = cos(angle) * Double(y) - sin(angle) * Double(x)
                sums.mass += weight
                sums.along += weight * along
                sums.down += weight * down
                sums.alongs += weight * along * along
                sums.downs += weight * down * down
            }
        }
        let along = sums.alongs / sums.mass - pow(sums.along / sums.mass, 2)
        let down = sums.downs / sums.mass - pow(sums.down / sums.mass, 2)
        XCTAssertEqual(moments.mass, sums.mass)
        XCTAssertEqual(moments.spread.x, along.squareRoot(), accuracy: 1e-9)
        XCTAssertEqual(moments.spread.y, down.squareRoot(), accuracy: 1e-9)
    }

    func testThereAreNoneWithoutInk() {
        XCTAssertNil(InkMoments(ink: BytePlane(width: 4, height: 4), skew: 0))
    }
}
