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

    /// How sure it is that ink is dark here: 255 on light ground, 0 on dark.
    let lightness: BytePlane

    /// Cells along the longest side; at 1,400 pixels a cell has 8.
    private static let cellsAlongSide = 175

    /// The widest mark that counts as ink, as a share of the longest side: 2.4 mm
    /// on A4. Headlines of 30 points pass, solid areas are ground.
    private static let widestMark = 29.0 / 1400

    /// The window whose mean says whether ground is light, as a share of the
    /// longest side: some lines of text.
    private static let toneWindow = 83.0 / 1400

    /// Means up to the first are dark ground, from the second on light.
    private static let darkTone = 80
    private static let lightTone = 140

    init(luma: UnsafeBufferPointer<UInt8>, width: Int, height: Int) {
        let side = max(width, height)
        cell = max(1, (side + Self.cellsAlongSide / 2) / Self.cellsAlongSide)
        let cells = GroundCells(luma: luma, width: width, height: height, cell: cell)
        let radius = Self.radius(ofWindow: Self.widestMark * Double(side), cell: cell)
        light = cells.greatest.closed(radius: radius)
        dark = cells.least.opened(radius: radius)
        var tone = cells.mean.averaged(
            radius: Self.radius(ofWindow: Self.toneWindow * Double(side), cell: cell))
        for index in tone.values.indices {
            tone.values[index] = Self.lightness(ofMean: Int(tone.values[index]))
        }
        lightness = tone
    }

    /// The cells on each side of the middle one of a window given in pixels.
    private static func radius(ofWindow window: Double, cell: Int) -> Int {
        max(1, Int(((window / Double(cell) - 1) / 2).rounded()))
    }

    private static func lightness(ofMean mean: Int) -> UInt8 {
        let share = (mean - darkTone) * 255 / (lightTone - darkTone)
        return UInt8(min(255, max(0, share)))
    }
}
