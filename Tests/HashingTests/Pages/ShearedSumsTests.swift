import XCTest

@testable import Hashing

/// Sums along rows and columns against counting every stroke.
final class ShearedSumsTests: XCTestCase {
    func testUnshearedSharpnessAgreesWithCountingStrokes() {
        for (width, height) in [(1, 1), (7, 5), (8, 9), (21, 30), (40, 3)] {
            let plane = BytePlaneTests.noise(width: width, height: height)
            let rows = (0..<height).map { y in (0..<width).count { plane[$0, y] > 90 } }
            let columns = (0..<width).map { x in (0..<height).count { plane[x, $0] > 90 } }
            XCTAssertEqual(
                ShearedSums(linesAcross: plane).sharpness(slope: 0), squaredSteps(rows))
            XCTAssertEqual(
                ShearedSums(linesDown: plane).sharpness(slope: 0), squaredSteps(columns))
        }
    }

    func testTheFaintestStrokeCounts() {
        for value in UInt8.min...UInt8.max {
            var plane = BytePlane(width: 8, height: 2)
            plane.values[3] = value
            let sums = ShearedSums(linesAcross: plane)
            XCTAssertEqual(sums.sharpness(slope: 0), value > 90 ? 1 : 0)
        }
    }

    private func squaredSteps(_ sums: [Int]) -> Double {
        Double(zip(sums, sums.dropFirst()).reduce(0) { $0 + ($1.1 - $1.0) * ($1.1 - $1.0) })
    }
}
