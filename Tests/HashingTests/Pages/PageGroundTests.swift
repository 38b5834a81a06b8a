import XCTest

@testable import Hashing

/// Cells and contrasts against looking at every pixel.
final class PageGroundTests: XCTestCase {
    func testCellsAgreeWithLookingAtEveryPixel() {
        let plane = BytePlaneTests.noise(width: 29, height: 22)
        let cells = plane.values.withUnsafeBufferPointer {
            GroundCells(luma: $0, width: 29, height: 22, cell: 8)
        }
        XCTAssertEqual(cells.mean.width, 4)
        XCTAssertEqual(cells.mean.height, 3)
        for row in 0..<3 {
            for column in 0..<4 {
                let columns = (column * 8..<min(29, column * 8 + 8))
                let sums = columns.map { x in
                    (row * 8..<min(22, row * 8 + 8)).map { Int(plane[x, $0]) }
                }
                let all = sums.flatMap { $0 }
                XCTAssertEqual(Int(cells.greatest[column, row]), all.max())
                XCTAssertEqual(Int(cells.least[column, row]), all.min())
                let mean = all.reduce(0, +) / columns.count / sums[0].count
                XCTAssertEqual(Int(cells.mean[column, row]), mean)
            }
        }
    }

    func testInkAgreesWithItsDefinition() {
        // From a dark side to a light one, so that every lightness occurs.
        var plane = BytePlaneTests.noise(width: 350, height: 40)
        for index in plane.values.indices {
            plane.values[index] = UInt8(Int(plane.values[index]) * (index % 350) / 350)
        }
        let map = InkMap(luma: plane.values, width: 350, height: 40)
        let contrasts = (0..<350 * 40).map { index in
            let (x, y) = (index % 350, index / 350)
            let cell = (x / map.ground.cell, y / map.ground.cell)
            let luma = Int(plane[x, y])
            let share = Int(map.ground.lightness[cell.0, cell.1])
            let dark = max(0, Int(map.ground.light[cell.0, cell.1]) - luma)
            let bright = max(0, luma - Int(map.ground.dark[cell.0, cell.1]))
            return (dark * share + bright * (255 - share)) / 255
        }
        let seen = contrasts.indices.filter { $0 / 350 % 8 == 0 }.map { contrasts[$0] }
        let (quartile, median) = (Self.value(of: seen, at: 0.25), Self.value(of: seen, at: 0.5))
        let spread = Double(median - quartile) / 0.674
        let grain = max(14, min(48, Int(Double(median) + 2.5 * spread)))
        let strong = contrasts.filter { $0 > grain + 8 }
        let stroke = max(40, Self.value(of: strong, at: 0.9) - grain)
        for (ink, contrast) in zip(map.plane.values, contrasts) {
            let gained = (max(0, contrast - grain) * (255 * 256 / stroke)) >> 8
            XCTAssertEqual(Int(ink), min(255, gained))
        }
    }

    /// The least of the values that as great a share of all do not exceed.
    private static func value(of values: [Int], at share: Double) -> Int {
        values.sorted()[Int((Double(values.count) * share).rounded(.up)) - 1]
    }
}
