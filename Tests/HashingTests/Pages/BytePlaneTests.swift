import TestSupport
import XCTest

@testable import Hashing

/// Each filter against its definition: look at every pixel of every window.
final class BytePlaneTests: XCTestCase {
    private let sizes = [(1, 1), (1, 7), (5, 1), (2, 2), (9, 4), (8, 11)]

    func testWindowFiltersAgreeWithLookingAtEveryPixel() {
        for (width, height) in sizes {
            let plane = Self.noise(width: width, height: height)
            for radius in [1, 3, 40] {
                XCTAssertEqual(
                    plane.dilated(radius: radius).values,
                    Self.windows(of: plane, radius) { $0.max() ?? 0 })
                XCTAssertEqual(
                    plane.eroded(radius: radius).values,
                    Self.windows(of: plane, radius) { $0.min() ?? 0 })
                XCTAssertEqual(
                    plane.averaged(radius: radius).values,
                    Self.windows(of: plane, radius) { window in
                        UInt8(window.reduce(0) { $0 + Int($1) } / window.count)
                    })
            }
        }
    }

    func testClosingFillsMarksNarrowerThanTheWindowAlone() {
        var plane = BytePlane(width: 30, height: 1, repeating: 200)
        for x in 3..<6 { plane.values[x] = 10 }
        for x in 15..<27 { plane.values[x] = 10 }
        let closed = plane.closed(radius: 2)
        XCTAssertEqual(closed[4, 0], 200)
        XCTAssertEqual(closed[20, 0], 10)
    }

    func testHistogramCountsEveryPixel() {
        let plane = Self.noise(width: 13, height: 11)
        let histogram = plane.histogram()
        for value in 0..<256 {
            XCTAssertEqual(histogram[value], plane.values.count { Int($0) == value })
        }
    }

    func testHistogramMayLeaveOutTheLeastValues() {
        let plane = Self.noise(width: 31, height: 29)
        let most = plane.values.map { $0 > 60 ? 0 : $0 }
        let faint = BytePlane(width: 31, height: 29, values: most)
        for least: UInt8 in [1, 23, 60, 127] {
            let histogram = faint.histogram(from: least)
            for value in Int(least)..<256 {
                XCTAssertEqual(histogram[value], most.count { Int($0) == value })
            }
        }
    }

    func testTheSumIsThatOfAllValues() {
        let plane = Self.noise(width: 1500, height: 900)
        XCTAssertEqual(plane.sum, plane.values.reduce(0) { $0 + UInt64($1) })
    }

    static func noise(width: Int, height: Int, seed: UInt64 = 1) -> BytePlane {
        var random = SeededGenerator(seed: seed)
        let values = (0..<width * height).map { _ in UInt8.random(in: 0...255, using: &random) }
        return BytePlane(width: width, height: height, values: values)
    }

    private static func windows(
        of plane: BytePlane, _ radius: Int, _ summary: ([UInt8]) -> UInt8
    ) -> [UInt8] {
        (0..<plane.height).flatMap { y in
            (0..<plane.width).map { x in
                let rows = max(0, y - radius)...min(plane.height - 1, y + radius)
                let columns = max(0, x - radius)...min(plane.width - 1, x + radius)
                return summary(rows.flatMap { row in columns.map { plane[$0, row] } })
            }
        }
    }
}
