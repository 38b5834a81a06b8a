internal import Foundation

/// Where a page's ink lies and how far it spreads, seen with the page made straight.
struct InkMoments: Sendable {
    /// The ink in all, 255 a full pixel.
    let mass: Double

    /// The centroid in pixels from the left and the top, the middle of the first
    /// pixel being 0.
    let center: SIMD2<Double>

    /// The standard deviations along the straightened page's sides, in pixels.
    let spread: SIMD2<Double>

    /// The unit vector along the page's lines.
    let direction: SIMD2<Double>

    /// The moments of `ink`, whose lines fall by `skew` degrees; `nil` without ink.
    init?(ink: BytePlane, skew: Double) {
        var sums = RawSums()
        ink.values.withUnsafeBufferPointer { values in
            for y in 0..<ink.height {
                let row = y * ink.width..<(y + 1) * ink.width
                sums.add(UnsafeBufferPointer(rebasing: values[row]), row: y)
            }
        }
        guard sums.mass > 0 else { return nil }
        let angle = skew * .pi / 180
        mass = sums.mass
        center = SIMD2(sums.x, sums.y) / sums.mass
        direction = SIMD2(cos(angle), sin(angle))
        let (xx, yy, xy) = (sums.xx / mass, sums.yy / mass, sums.xy / mass)
        let variance = SIMD3(
            xx - center.x * center.x, yy - center.y * center.y, xy - center.x * center.y)
        let (c, s) = (direction.x, direction.y)
        let along = c * c * variance.x + s * s * variance.y + 2 * c * s * variance.z
        let down = s * s * variance.x + c * c * variance.y - 2 * c * s * variance.z
        // A single line or dot has no spread; half a pixel keeps what follows finite.
        spread = SIMD2(max(0.25, along).squareRoot(), max(0.25, down).squareRoot())
    }

    private struct RawSums {
        var mass = 0.0
        var x = 0.0
        var y = 0.0
        var xx = 0.0
        var yy = 0.0
        var xy = 0.0

        mutating func add(_ pixels: UnsafeBufferPointer<UInt8>, row: Int) {
            var (zeroth, first, second): (UInt64, UInt64, UInt64) = (0, 0, 0)
            for column in pixels.indices {
                let weighed = UInt32(pixels[column]) &* UInt32(truncatingIfNeeded: column)
                zeroth &+= UInt64(pixels[column])
                first &+= UInt64(weighed)
                second &+= UInt64(weighed) &* UInt64(truncatingIfNeeded: column)
            }
            let position = Double(row)
            mass += Double(zeroth)
            x += Double(first)
            xx += Double(second)
            y += Double(zeroth) * position
            yy += Double(zeroth) * position * position
            xy += Double(first) * position
        }
    }
}
