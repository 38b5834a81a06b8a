/// For each tile of 16 by 16 pixels, every 8 pixels, the shift at which two pictures
/// agree best.
struct TileCorrelation {
    /// A tile with ink, the shift that suits it best, and the correlation there.
    struct Entry {
        let column: Int
        let row: Int
        let shift: Int
        let correlation: Float
        let inkA: Float
        let inkB: Float
    }

    /// Tiles with less ink than this on both sides say nothing, in full pixels.
    private static let leastInk: Float = 1

    /// Tiles with ink, row by row.
    let entries: [Entry]
    let columns: Int
    let rows: Int

    init(_ sums: ShiftSums) {
        columns = max(0, sums.columns - 1)
        rows = max(0, sums.rows - 1)
        var entries: [Entry] = []
        for row in 0..<rows {
            for column in 0..<columns {
                if let entry = Self.entry(column: column, row: row, of: sums) {
                    entries.append(entry)
                }
            }
        }
        self.entries = entries
    }

    private static func entry(column: Int, row: Int, of sums: ShiftSums) -> Entry? {
        let corner = row * sums.columns + column
        let below = corner + sums.columns
        let a =
            sums.first[corner] + sums.first[corner + 1] + sums.first[below] + sums.first[below + 1]
        var best = (shift: 4, value: -Float.infinity)
        var ink: Float = 0
        for shift in [4, 0, 1, 2, 3, 5, 6, 7, 8] {
            let b =
                sums.second[corner * ShiftSums.shiftCount + shift]
                + sums.second[(corner + 1) * ShiftSums.shiftCount + shift]
                + sums.second[below * ShiftSums.shiftCount + shift]
                + sums.second[(below + 1) * ShiftSums.shiftCount + shift]
            if shift == 4 {
                guard max(a.x, b.x) >= leastInk * 255 else { return nil }
            }
            let value = correlation(a, b)
            if value > best.value { (best, ink) = ((shift, value), b.x) }
        }
        return Entry(
            column: column, row: row, shift: best.shift, correlation: best.value,
            inkA: a.x / 255, inkB: ink / 255)
    }

    private static func correlation(_ a: SIMD2<Float>, _ b: SIMD4<Float>) -> Float {
        let count = Float(4 * ShiftSums.cell * ShiftSums.cell)
        let spread = (a.y - a.x * a.x / count) * (b.y - b.x * b.x / count)
        return spread > 1 ? (b.z - a.x * b.x / count) / spread.squareRoot() : 0
    }
}
