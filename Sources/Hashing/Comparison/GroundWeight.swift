/// How much a difference counts, by the ground it lies on.
///
/// Photographs and dark panels change with every print and scan; paper does not.
struct GroundWeight: Sendable {
    static let onPicture: Float = 0.05

    /// Ground of the first share of the page's lightest is picture, of the second paper.
    private static let pictureTone: Float = 0.55
    private static let paperTone: Float = 0.85

    /// Text inks up to the first share of a tile, pictures and patterns the second.
    private static let textDensity: Float = 0.4
    private static let pictureDensity: Float = 0.6

    /// The page's lightest ground is taken to be that of this percentile of its cells.
    private static let paperPercentile = 0.98

    /// How far from a solid area, in cells of the ground, ink is not trusted: bars about
    /// as wide as the widest mark are ink on one copy and ground on the next.
    private static let reach = 2

    /// Around text the page is on average lighter than the second share of paper, amid
    /// bars and pictures darker than the first; unlike the ground, on every copy.
    private static let pictureMean: Float = 0.35
    private static let textMean: Float = 0.6

    private let tones: BytePlane
    private let means: BytePlane
    private let cell: Int
    private let paper: Float

    init(_ ground: PageGround) {
        let sorted = ground.light.values.sorted()
        let index = Int(Double(sorted.count - 1) * Self.paperPercentile)
        paper = max(1, Float(sorted[index]))
        tones = ground.light.eroded(radius: Self.reach)
        means = ground.mean.averaged(radius: 1).eroded(radius: 1)
        cell = ground.cell
    }

    /// From 0 on dark ground to 1 on paper, at a pixel of the page.
    private func paperShare(at place: SIMD2<Double>) -> Float {
        let x = max(0, min(Int(place.x) / cell, tones.width - 1))
        let y = max(0, min(Int(place.y) / cell, tones.height - 1))
        let (tone, mean) = (Float(tones[x, y]) / paper, Float(means[x, y]) / paper)
        return min(
            (tone - Self.pictureTone) / (Self.paperTone - Self.pictureTone),
            (mean - Self.pictureMean) / (Self.textMean - Self.pictureMean))
    }

    /// For a tile of 16 pixels of the page with this ground, and the place on the other
    /// page, with `other` as its ground, where `transform` leads.
    func weight(
        of tile: InkTile, and other: GroundWeight, through transform: PlaneTransform
    ) -> Float {
        let middle = SIMD2(Double(tile.column + 1), Double(tile.row + 1)) * Double(ShiftSums.cell)
        let textShare =
            (Self.pictureDensity - tile.density) / (Self.pictureDensity - Self.textDensity)
        let ground = min(paperShare(at: middle), other.paperShare(at: transform(middle)))
        return Self.onPicture + (1 - Self.onPicture) * max(0, min(1, ground, textShare))
    }
}
