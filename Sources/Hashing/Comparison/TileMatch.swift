/// A piece of one page found on another.
struct TileMatch {
    /// The middle of the tile, and of where it was found, in pixels.
    let from: SIMD2<Double>
    let to: SIMD2<Double>

    /// The correlation there, up to 1.
    let value: Double
}

/// Looks for the pieces of a page on another that nearly lies on it.
struct TileSearch {
    /// The side of a tile, and how far it is looked for in each direction, in pixels.
    let side: Int
    let reach: Int

    /// Tiles along the page's longest side.
    private static let tilesAlongSide = 11

    /// A tile needs this mean ink to be looked for: less is a rule or a speck.
    private static let leastInk = 6

    /// A place must correlate this well to count as found.
    private static let leastCorrelation = 0.45

    /// The tiles of `plane` found on `seen`, a picture of the same size.
    func matches(of plane: BytePlane, on seen: BytePlane) -> [TileMatch] {
        guard plane.width > side + 2 * reach, plane.height > side + 2 * reach else { return [] }
        let step = max(side / 2, max(plane.width, plane.height) / Self.tilesAlongSide)
        let tops = stride(from: reach, through: plane.height - side - reach, by: step)
        return tops.flatMap { top in
            stride(from: reach, through: plane.width - side - reach, by: step).compactMap { left in
                match(left: left, top: top, of: plane, on: seen)
            }
        }
    }

    private func match(
        left: Int, top: Int, of plane: BytePlane, on seen: BytePlane
    ) -> TileMatch? {
        let tile = plane.sums(left: left, top: top, side: side)
        guard tile.sum > Self.leastInk * side * side else { return nil }
        let span = 2 * reach + 1
        var values = [Double](repeating: 0, count: span * span)
        for index in values.indices {
            let shift = (x: index % span - reach, y: index / span - reach)
            values[index] = correlation(left, top, tile, plane, seen, shift)
        }
        guard let best = values.indices.max(by: { values[$0] < values[$1] }),
            values[best] >= Self.leastCorrelation
        else { return nil }
        let (x, y) = (best % span, best / span)
        // The best at the rim may be the flank of a better one outside.
        guard x > 0, y > 0, x < span - 1, y < span - 1 else { return nil }
        let middle = SIMD2(Double(left), Double(top)) + Double(side - 1) / 2
        let finer = SIMD2(
            Self.vertex(values[best - 1], values[best], values[best + 1]),
            Self.vertex(values[best - span], values[best], values[best + span]))
        let shift = SIMD2(Double(x - reach), Double(y - reach)) + finer
        return TileMatch(from: middle, to: middle + shift, value: values[best])
    }

    private func correlation(
        _ left: Int, _ top: Int, _ tile: (sum: Int, squares: Int), _ plane: BytePlane,
        _ seen: BytePlane, _ shift: (x: Int, y: Int)
    ) -> Double {
        let found = seen.sums(left: left + shift.x, top: top + shift.y, side: side)
        let product = plane.product(
            left: left, top: top, side: side, with: seen, movedBy: shift.y * seen.width + shift.x)
        let count = Double(side * side)
        let (a, b) = (Double(tile.sum), Double(found.sum))
        let spread =
            (Double(tile.squares) - a * a / count) * (Double(found.squares) - b * b / count)
        return spread > 1 ? (Double(product) - a * b / count) / spread.squareRoot() : 0
    }

    /// Where the parabola through three neighbouring values is highest.
    private static func vertex(_ before: Double, _ middle: Double, _ after: Double) -> Double {
        let bend = before - 2 * middle + after
        return bend < 0 ? max(-0.5, min(0.5, (before - after) / (2 * bend))) : 0
    }
}

extension BytePlane {
    /// The sum of a square's pixels and of their squares.
    fileprivate func sums(left: Int, top: Int, side: Int) -> (sum: Int, squares: Int) {
        var (sum, squares): (UInt32, UInt32) = (0, 0)
        values.withUnsafeBufferPointer { values in
            for y in top..<top + side {
                let row = UnsafeBufferPointer(
                    rebasing: values[y * width + left..<y * width + left + side])
                for x in 0..<row.count {
                    let value = UInt32(row[x])
                    sum &+= value
                    squares &+= value &* value
                }
            }
        }
        return (Int(sum), Int(squares))
    }

    /// The sum of the products of a square's pixels with those of a picture of the
    /// same width, `offset` pixels further on.
    fileprivate func product(
        left: Int, top: Int, side: Int, with other: BytePlane, movedBy offset: Int
    ) -> Int {
        var sum: UInt32 = 0
        values.withUnsafeBufferPointer { values in
            other.values.withUnsafeBufferPointer { seen in
                for y in top..<top + side {
                    let start = y * width + left
                    let a = UnsafeBufferPointer(rebasing: values[start..<start + side])
                    let b = UnsafeBufferPointer(
                        rebasing: seen[start + offset..<start + offset + side])
                    for x in 0..<a.count { sum &+= UInt32(a[x]) &* UInt32(b[x]) }
                }
            }
        }
        return Int(sum)
    }
}
