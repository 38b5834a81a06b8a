/// Neighbouring tiles in which two pages differ.
struct DifferenceComponent {
    /// The tiles' places in the grid, both ends included.
    private(set) var columns: ClosedRange<Int>
    private(set) var rows: ClosedRange<Int>

    /// The ink only the first page has, only the second has, in full pixels, each
    /// counted in all four tiles that hold it and weighed by its ground.
    private(set) var onlyA: Float = 0
    private(set) var onlyB: Float = 0

    /// The greatest disagreement of a tile, 0 to 1.
    private(set) var contrariness: Float = 0

    /// The strongest pixels of the excess, a value for each tile.
    private(set) var peaks: [Float] = []

    init(column: Int, row: Int) {
        columns = column...column
        rows = row...row
    }

    mutating func add(_ difference: TileDifference) {
        let tile = difference.tile
        columns = min(columns.lowerBound, tile.column)...max(columns.upperBound, tile.column)
        rows = min(rows.lowerBound, tile.row)...max(rows.upperBound, tile.row)
        onlyA += difference.onlyA
        onlyB += difference.onlyB
        contrariness = max(contrariness, difference.contrariness)
        peaks.append(difference.onlyA > difference.onlyB ? tile.peakA : tile.peakB)
    }

    /// The ink of the side that has less, and of the one that has more.
    var less: Float { min(onlyA, onlyB) }
    var more: Float { max(onlyA, onlyB) }
}

/// What one tile says about a difference.
struct TileDifference {
    /// Of ink on both sides, this share may differ by chance: edges, rounding, noise.
    private static let chanceOfBoth: Float = 0.12

    /// On noisy pages more may: so many times the noise, and never more than the second.
    private static let noiseGain: Float = 2
    private static let mostChance: Float = 0.35

    /// And of the ink of the side that differs, this.
    private static let chanceOfOwn: Float = 0.02

    let tile: InkTile

    /// Ink beyond chance that only one page has, weighed by the ground.
    let onlyA: Float
    let onlyB: Float

    /// How much of the ink contradicts: both sides have ink the other lacks, and the
    /// shapes do not correlate. 0 to 1.
    let contrariness: Float

    /// `noise` is the share of common ink that differs anywhere on these pages.
    init(_ tile: InkTile, noise: Float) {
        self.tile = tile
        let chance = min(Self.mostChance, Self.chanceOfBoth + Self.noiseGain * noise)
        let both = min(tile.inkA, tile.inkB) * chance
        onlyA = tile.weight * max(0, tile.unexplainedA - both - tile.inkA * Self.chanceOfOwn)
        onlyB = tile.weight * max(0, tile.unexplainedB - both - tile.inkB * Self.chanceOfOwn)
        let common = min(tile.inkA, tile.inkB)
        let share = tile.contradiction / max(common, 1) - Self.noiseGain * noise
        let unlike = min(1, max(0, 1 - tile.correlation))
        contrariness = common > 2 ? max(0, min(1, share)) * unlike * tile.weight : 0
    }
}
