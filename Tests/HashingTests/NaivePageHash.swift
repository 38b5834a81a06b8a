import Foundation

/// The page hash step by step in `Double`: every cosine computed, every pixel
/// weighed, the blur done on the picture. Slow and obvious.
struct NaivePageHash {
    private static let side = 64

    /// Coefficients 1 to 16 by 1 to 16, vertical frequency first.
    let coefficients: [Double]

    /// A coefficient this near the median is beyond what `Float` can tell.
    let margin: Double

    init(luma: [UInt8], width: Int, height: Int) {
        var rows = (0..<height).map { y in
            (0..<width).map { x in 255 - Double(luma[y * width + x]) }
        }
        rows = rows.map(Self.reduced)
        rows = Self.transposed(Self.transposed(rows).map(Self.reduced))
        coefficients = (1...16).flatMap { v in (1...16).map { u in Self.cosine(rows, u, v) } }
        margin = 4e-6 * rows.joined().reduce(0, +)
    }

    var median: Double {
        let sorted = coefficients.sorted()
        return (sorted[127] + sorted[128]) / 2
    }

    /// How many bits of `bytes` are wrong, leaving out those within the margin.
    func wrongBits(in bytes: [UInt8]) -> Int {
        let median = median
        return coefficients.indices.count { index in
            let bit = bytes[index / 8] >> UInt8(7 - index % 8) & 1
            let over = coefficients[index] - median
            return abs(over) > margin && (bit == 1) != (over > 0)
        }
    }

    private static func reduced(_ line: [Double]) -> [Double] {
        let step = Double(line.count) / Double(side)
        let boxes = (0..<side).map { box in
            line.indices.reduce(0.0) { sum, pixel in
                let start = max(Double(box) * step, Double(pixel))
                let end = min(Double(box + 1) * step, Double(pixel + 1))
                return sum + max(0, end - start) * line[pixel]
            } / step
        }
        return line.count >= 2 * side ? blurred(boxes) : boxes
    }

    /// A Gaussian of half a box, the edges mirrored.
    private static func blurred(_ boxes: [Double]) -> [Double] {
        let weights = (-3...3).map { exp(-Double($0 * $0) / (2 * 0.5 * 0.5)) }
        let total = weights.reduce(0, +)
        return boxes.indices.map { center in
            zip(-3...3, weights).reduce(0.0) { sum, tap in
                var index = center + tap.0
                if index < 0 { index = -index - 1 }
                if index >= side { index = 2 * side - 1 - index }
                return sum + tap.1 / total * boxes[index]
            }
        }
    }

    private static func cosine(_ rows: [[Double]], _ u: Int, _ v: Int) -> Double {
        let factor = Double.pi / Double(2 * side)
        var sum = 0.0
        for y in rows.indices {
            for x in rows[y].indices {
                let across = cos(factor * Double((2 * x + 1) * u))
                sum += rows[y][x] * across * cos(factor * Double((2 * y + 1) * v))
            }
        }
        return sum
    }

    private static func transposed(_ rows: [[Double]]) -> [[Double]] {
        rows[0].indices.map { column in rows.map { $0[column] } }
    }
}
