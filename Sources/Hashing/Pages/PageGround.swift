/// The paper under the ink: what a page would look like without its strokes.
///
/// Kept in square cells, as it changes slowly.
struct PageGround: Sendable {
    /// The pixels along a cell's side.
    let cell: Int

    /// The paper where ink is dark: the page with narrow dark marks filled.
    let light: BytePlane

    /// The ground where ink is light: the page with narrow light marks filled.
    let dark: BytePlane

    /// The mean luma, ink and all.
    let mean: BytePlane

    /// How sure it is that ink is dark here: 255 on light ground, 0 on dark.
    let lightness: BytePlane

    /// Cells along the longest side; at 1,400 pixels a cell has 8.
    private static let cellsAlongSide = 175

    /// The widest mark that counts as ink, as a share of the longest side: 2.4 mm
    /// on A4. Headlines of 30 points pass, solid areas are ground.
    private static let widestMark = 29.0 / 1400

    /// The window that says whether ink is dark or light, as a share of the longest
    /// side: some lines of text.
    private static let toneWindow = 83.0 / 1400

    /// Where the mean lies between dark and light, in parts of 255: up to the first,
    /// most of the surface is dark and the ink light; from the second on it is the
    /// other way round. Bold print covers a third at most.
    private static let darkShare = 102
    private static let lightShare = 153

    init(luma: UnsafeBufferPointer<UInt8>, width: Int, height: Int) {
        let side = max(width, height)
        cell = max(1, (side + Self.cellsAlongSide / 2) / Self.cellsAlongSide)
        let cells = GroundCells(luma: luma, width: width, height: height, cell: cell)
        let radius = Self.radius(ofWindow: Self.widestMark * Double(side), cell: cell)
        mean = cells.mean
        let closed = cells.greatest.closed(radius: radius)
        let opened = cells.least.opened(radius: radius)
        lightness = Self.lightness(
            of: cells.mean, between: opened, and: closed,
            radius: Self.radius(ofWindow: Self.toneWindow * Double(side), cell: cell))
        // A cell that a solid area's edge crosses counts as light on one copy and dark
        // on the next; the solid's side is taken, which leaves no ink on either.
        light = closed.eroded(radius: 1)
        dark = opened.dilated(radius: 1)
    }

    /// Only cells with both dark and light have a say, so that a panel beside a line
    /// of text does not turn it.
    private static func lightness(
        of mean: BytePlane, between dark: BytePlane, and light: BytePlane, radius: Int
    ) -> BytePlane {
        var height = BytePlane(width: mean.width, height: mean.height)
        var range = height
        for index in mean.values.indices {
            let (low, high) = (dark.values[index], max(dark.values[index], light.values[index]))
            range.values[index] = high - low
            height.values[index] = min(high, max(low, mean.values[index])) - low
        }
        let heights = height.averaged(radius: radius)
        var result = range.averaged(radius: radius)
        for index in result.values.indices {
            let (part, whole) = (Int(heights.values[index]), Int(result.values[index]))
            let share = whole > 0 ? part * 255 / whole : 255
            let lightness = (share - darkShare) * 255 / (lightShare - darkShare)
            result.values[index] = UInt8(min(255, max(0, lightness)))
        }
        return result
    }

    /// The cells on each side of the middle one of a window given in pixels.
    private static func radius(ofWindow window: Double, cell: Int) -> Int {
        max(1, Int(((window / Double(cell) - 1) / 2).rounded()))
    }
}
