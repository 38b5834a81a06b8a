/// What one tile of a page and of the page laid on it have in common.
///
/// Ink is in full pixels. "Unexplained" is ink beyond what the other has at the
/// same place.
struct InkTile {
    /// The tile's place in the grid.
    let column: Int
    let row: Int

    /// All ink in the tile.
    var inkA: Float = 0
    var inkB: Float = 0

    /// The ink of one that the other does not explain.
    var unexplainedA: Float = 0
    var unexplainedB: Float = 0

    /// The correlation at the best of the nine places a pixel around, -1 to 1.
    var correlation: Float = 0

    /// The ink of the fuller side's strongest pixel, 0 to 1: faint for watermarks.
    var peakA: Float = 0
    var peakB: Float = 0

    /// How much a difference counts here: 1 on paper, less on dark ground and pictures.
    var weight: Float = 1

    /// The share of the tile that the fuller side inks.
    var density: Float { max(inkA, inkB) / 256 }

    /// The ink that each side lacks of the other, whichever is less.
    var contradiction: Float { min(unexplainedA, unexplainedB) }
}
