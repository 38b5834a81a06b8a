/// The ink inside a page's moment box on a grid of 64 by 64, the page made straight.
///
/// The box is the centroid and 2.1 standard deviations to each side, so that margins,
/// print scaling, the paper's size and its skew fall away. Each pixel is shared among
/// the four nearest cells, which blurs by 0.4 cells.
struct InkGrid {
    static let side = BoxAverage.side

    /// Half the box in standard deviations: evenly spread ink ends at 1.73, and a
    /// little margin keeps single marks outside from moving what is inside.
    private static let reach = 2.1

    /// Places are counted in parts of which a cell has 65,536.
    private static let cellBits = 16

    /// The ink of each cell, row by row; only comparable within one page.
    private(set) var cells: [Float]

    init(ink: BytePlane, moments: InkMoments) {
        let scale = Double(Self.side) / (2 * Self.reach) / moments.spread
        let across = SIMD2(moments.direction.x, -moments.direction.y) * scale
        let down = SIMD2(moments.direction.y, moments.direction.x) * scale
        let middle = Double(Self.side - 1) / 2
        let origin =
            SIMD2(middle, middle) - moments.center.x * across - moments.center.y * down
        var sums = [UInt64](repeating: 0, count: Self.side * Self.side)
        sums.withUnsafeMutableBufferPointer { sums in
            ink.values.withUnsafeBufferPointer { values in
                for y in 0..<ink.height {
                    let row = y * ink.width..<(y + 1) * ink.width
                    Self.share(
                        UnsafeBufferPointer(rebasing: values[row]),
                        from: Self.parts(origin + Double(y) * down), step: Self.parts(across),
                        among: sums)
                }
            }
        }
        cells = sums.map { Float($0) }
    }

    private static func parts(_ cells: SIMD2<Double>) -> SIMD2<Int> {
        SIMD2(
            Int((cells.x * Double(1 << cellBits)).rounded()),
            Int((cells.y * Double(1 << cellBits)).rounded()))
    }

    private static func share(
        _ pixels: UnsafeBufferPointer<UInt8>, from start: SIMD2<Int>, step: SIMD2<Int>,
        among sums: UnsafeMutableBufferPointer<UInt64>
    ) {
        let limit = UInt(side - 1) << UInt(cellBits)
        for index in 0..<pixels.count where pixels[index] > 0 {
            let x = UInt(bitPattern: start.x &+ index &* step.x)
            let y = UInt(bitPattern: start.y &+ index &* step.y)
            guard x < limit, y < limit else { continue }
            let corner = Int(bitPattern: y >> 16 &* UInt(side) &+ x >> 16)
            let ink = UInt64(pixels[index])
            let right = ink &* UInt64(truncatingIfNeeded: x >> 11 & 31)
            let left = ink &* 32 &- right
            let below = UInt64(truncatingIfNeeded: y >> 11 & 31)
            sums[corner] &+= left &* (32 &- below)
            sums[corner &+ 1] &+= right &* (32 &- below)
            sums[corner &+ side] &+= left &* below
            sums[corner &+ side &+ 1] &+= right &* below
        }
    }
}
