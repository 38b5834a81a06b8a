import XCTest

@testable import Hashing

/// Sampling, smoothing and halving against their definitions.
final class PlaneTests: XCTestCase {
    private let plane = BytePlaneTests.noise(width: 11, height: 9)

    func testWarpingAgreesWithWeighingFourPixels() {
        let transform = PlaneTransform(degrees: 7, scale: 1.1, from: [5, 4], to: [5.3, 4.6])
        let warped = plane.warped(width: 12, height: 10, by: transform)
        for y in 0..<10 {
            for x in 0..<12 {
                let place = transform(SIMD2(Double(x), Double(y)))
                XCTAssertEqual(Double(warped[x, y]), sample(place), accuracy: 2, "\(x), \(y)")
            }
        }
    }

    func testPartsWithoutInkChangeNothing() {
        // Marks far apart, so that most samples are skipped together.
        var sparse = BytePlane(width: 61, height: 33)
        for place in [0, 70, 500, 911, 1403, 1600, 61 * 33 - 1] { sparse.values[place] = 200 }
        var shifted = sparse
        for index in shifted.values.indices { shifted.values[index] += 3 }
        for scale in [0.5, 0.97, 1.3, 2, 2.4, 4] {
            let transform = PlaneTransform(degrees: -4, scale: scale, from: [9, 9], to: [12, 10])
            let warped = sparse.warped(width: 50, height: 30, by: transform)
            let twin = shifted.warped(width: 50, height: 30, by: transform)
            for (value, more) in zip(warped.values, twin.values) {
                XCTAssertEqual(Int(value), max(0, Int(more) - 3), "scale \(scale)")
            }
        }
    }

    func testCorrelationAgreesWithItsDefinition() {
        let other = BytePlaneTests.noise(width: 11, height: 9, seed: 2)
        for step in 1...3 {
            let places = stride(from: 0, to: 8, by: step).flatMap { y in
                stride(from: 0, to: 10, by: step).map { ($0, y) }
            }
            let small = BytePlane(
                width: 10, height: 8,
                values: (0..<80).map { plane[$0 % 10, $0 / 10] })
            let pairs = places.map { (Double(small[$0, $1]), Double(other[$0, $1])) }
            let value = PlaneCorrelation.value(
                of: small, with: other, through: .identity, step: step)
            XCTAssertEqual(value, Self.correlation(of: pairs), accuracy: 1e-12)
        }
    }

    private static func correlation(of pairs: [(Double, Double)]) -> Double {
        let count = Double(pairs.count)
        let means = (
            pairs.reduce(0) { $0 + $1.0 } / count, pairs.reduce(0) { $0 + $1.1 } / count
        )
        let both = pairs.reduce(0) { $0 + ($1.0 - means.0) * ($1.1 - means.1) }
        let a = pairs.reduce(0) { $0 + ($1.0 - means.0) * ($1.0 - means.0) }
        let b = pairs.reduce(0) { $0 + ($1.1 - means.1) * ($1.1 - means.1) }
        return both / (a * b).squareRoot()
    }

    func testNothingChangesWithoutATransform() {
        let warped = plane.warped(width: 10, height: 8, by: .identity)
        for y in 0..<8 {
            for x in 0..<10 { XCTAssertEqual(warped[x, y], plane[x, y]) }
        }
    }

    func testSofteningWeighsNineNeighbours() {
        let soft = plane.softened()
        for y in 0..<plane.height {
            for x in 0..<plane.width {
                var sum = 8
                for (dy, row) in [(-1, 1), (0, 2), (1, 1)] {
                    for (dx, column) in [(-1, 1), (0, 2), (1, 1)] {
                        let place = (
                            min(max(x + dx, 0), plane.width - 1),
                            min(max(y + dy, 0), plane.height - 1)
                        )
                        sum += row * column * Int(plane[place.0, place.1])
                    }
                }
                XCTAssertEqual(Int(soft[x, y]), sum / 16)
            }
        }
    }

    func testATableReplacesEveryPixel() {
        let table = (0...255).map { UInt8(255 - $0) }
        var sparse = plane
        for index in sparse.values.indices where index % 30 < 20 { sparse.values[index] = 0 }
        for plane in [plane, sparse] {
            XCTAssertEqual(plane.mapped(by: table).values, plane.values.map { 255 - $0 })
        }
    }

    func testHalvingTakesTheMeanOfFour() {
        let half = plane.halved()
        XCTAssertEqual(half.width, 5)
        XCTAssertEqual(half.height, 4)
        let sum = [(6, 2), (7, 2), (6, 3), (7, 3)].reduce(2) { $0 + Int(plane[$1.0, $1.1]) }
        XCTAssertEqual(Int(half[3, 1]), sum / 4)
    }

    func testTransformsInvertCombineAndChangeSize() throws {
        let transform = PlaneTransform(degrees: 3, scale: 0.9, from: [2, 3], to: [7, -1])
        let inverse = try XCTUnwrap(transform.inverse)
        let point = SIMD2(12.5, -4.0)
        assertEqual(inverse(transform(point)), point)
        assertEqual(transform.after(inverse)(point), point)
        // The middle of a pixel of the half size is half a pixel off at full size.
        let half = transform.reduced(by: 2)
        assertEqual(half(point) * 2 + 0.5, transform(point * 2 + 0.5))
        assertEqual(half.enlarged(by: 2)(point), transform(point))
    }

    private func assertEqual(_ a: SIMD2<Double>, _ b: SIMD2<Double>, line: UInt = #line) {
        XCTAssertEqual(a.x, b.x, accuracy: 1e-9, line: line)
        XCTAssertEqual(a.y, b.y, accuracy: 1e-9, line: line)
    }

    /// Bilinear, 0 where a neighbour is missing.
    private func sample(_ place: SIMD2<Double>) -> Double {
        let (x, y) = (Int(place.x.rounded(.down)), Int(place.y.rounded(.down)))
        guard x >= 0, y >= 0, x + 1 < plane.width, y + 1 < plane.height else { return 0 }
        let (right, down) = (place.x - Double(x), place.y - Double(y))
        return Double(plane[x, y]) * (1 - right) * (1 - down)
            + Double(plane[x + 1, y]) * right * (1 - down)
            + Double(plane[x, y + 1]) * (1 - right) * down
            + Double(plane[x + 1, y + 1]) * right * down
    }
}
