/// How much a difference counts, by the ground it lies on.
///
/// Photographs and dark panels change with every print and scan; paper does not.
struct GroundWeight {
    static let onPicture: Float = 0.15

    /// Ground of the first share of the page's lightest is picture, of the second paper.
    private static let pictureTone: Float = 0.55
    private static let paperTone: Float = 0.85

    /// Text inks up to the first share of a tile, pictures and patterns the second.
    private static let textDensity: Float = 0.4
    private static let pictureDensity: Float = 0.6

    /// The page's lightest ground is taken to be that of this percentile of its cells.
    private static let paperPercentile = 0.98

    private let ground: PageGround
    private let paper: Float

    init(_ ground: PageGround) {
        self.ground = ground
        let sorted = ground.light.values.sorted()
        let index = Int(Double(sorted.count - 1) * Self.paperPercentile)
        paper = max(1, Float(sorted[index]))
    }

    /// For a tile of 16 pixels.
    func weight(of tile: InkTile) -> Float {
        let x = min((tile.column + 1) * ShiftSums.cell / ground.cell, ground.light.width - 1)
        let y = min((tile.row + 1) * ShiftSums.cell / ground.cell, ground.light.height - 1)
        let tone = Float(ground.light[x, y]) / paper
        let paperShare = (tone - Self.pictureTone) / (Self.paperTone - Self.pictureTone)
        let textShare =
            (Self.pictureDensity - tile.density) / (Self.pictureDensity - Self.textDensity)
        let share = max(0, min(1, paperShare, textShare))
        return Self.onPicture + (1 - Self.onPicture) * share
    }
}
