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
    /// The side of a tile, a multiple of 8 up to 40, and how far it is looked for in
    /// each direction, in pixels.
    let side: Int
    let reach: Int

    /// Tiles along the page's longest side.
    private static let tilesAlongSide = 11

    /// A tile needs this mean ink to be looked for: less is a rule or a speck.
    private static let leastInk = 6

    /// A place must correlate this well to count as found.
    private static let leastCorrelation = 0.45

    /// The tiles of `plane` found on `other`, seen through `transform`.
    ///
    /// The matches lead to where that is seen, not to the places on `other`.
    func matches(
        of plane: BytePlane, on other: BytePlane, through transform: PlaneTransform
    ) -> [TileMatch] {
        guard plane.width > side + 2 * reach, plane.height > side + 2 * reach else { return [] }
        let step = max(side / 2, max(plane.width, plane.height) / Self.tilesAlongSide)
        var tile = TileWindow(side: side, reach: 0)
        var window = TileWindow(side: side, reach: reach)
        var matches: [TileMatch] = []
        for top in stride(from: reach, through: plane.height - side - reach, by: step) {
            for left in stride(from: reach, through: plane.width - side - reach, by: step) {
                tile.load(left: left, top: top, of: plane)
                guard tile.sums[0] > Self.leastInk * side * side else { continue }
                window.load(
                    left: left - reach, top: top - reach, of: other, through: transform)
                if let match = match(tile, in: window, left: left, top: top) {
                    matches.append(match)
                }
            }
        }
        return matches
    }

    private func match(
        _ tile: TileWindow, in window: TileWindow, left: Int, top: Int
    ) -> TileMatch? {
        let span = window.span
        let values = (0..<span * span).map { correlation(tile, window, shift: $0) }
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

    private func correlation(_ tile: TileWindow, _ window: TileWindow, shift: Int) -> Double {
        let product = window.product(atShift: shift, with: tile)
        let count = Double(side * side)
        let (a, b) = (Double(tile.sums[0]), Double(window.sums[shift]))
        let spread =
            (Double(tile.squares[0]) - a * a / count)
            * (Double(window.squares[shift]) - b * b / count)
        return spread > 1 ? (Double(product) - a * b / count) / spread.squareRoot() : 0
    }

    /// Where the parabola through three neighbouring values is highest.
    private static func vertex(_ before: Double, _ middle: Double, _ after: Double) -> Double {
        let bend = before - 2 * middle + after
        return bend < 0 ? max(-0.5, min(0.5, (before - after) / (2 * bend))) : 0
    }
}
