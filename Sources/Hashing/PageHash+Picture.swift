// The DCT hash of ImageHash (`phash`) and of the pHash library, described in
// C. Zauner, "Implementation and Benchmarking of Perceptual Image Hash
// Functions" (2010), with 16x16 coefficients in place of 8x8. The first row and
// column are left out: they are the page's overall tone and its margins.
extension PageHash {
    private static let side = BoxAverage.side

    /// The share of the page's whole contrast below which two coefficients count as
    /// equal: above the rounding of `Float`, far below what a visible mark changes.
    private static let tolerance: Float = 2e-6

    /// Hashes a page of 8-bit luma, rows from the top without padding.
    ///
    /// Any size works; a longest side of about 320 pixels holds all that the hash
    /// looks at. Traps when `luma` is not `width * height` bytes or has none.
    public init(luma: UnsafeBufferPointer<UInt8>, width: Int, height: Int) {
        let cells = BoxAverage.inkCells(luma: luma, width: width, height: height)
        self.init(
            cells: cells,
            across: CosineBasis.forReduction(from: width),
            down: CosineBasis.forReduction(from: height))
    }

    /// Hashes a grid of 64 by 64 values, row by row, greater where darker.
    init(cells: [Float], across: CosineBasis, down: CosineBasis) {
        let coefficients = Self.coefficients(of: cells, across: across, down: down)
        let contrast = cells.reduce(0) { $0 + abs($1) }
        let values = coefficients.flatMap { row in row.indices.map { row[$0] } }
        self.init(words: Self.bits(of: values, overMedianBy: contrast * Self.tolerance))
    }

    /// Hashes a page of 8-bit luma, rows from the top without padding.
    ///
    /// Any size works; a longest side of about 320 pixels holds all that the hash
    /// looks at. Traps when `luma` is not `width * height` bytes or has none.
    public init(luma: [UInt8], width: Int, height: Int) {
        self = luma.withUnsafeBufferPointer { PageHash(luma: $0, width: width, height: height) }
    }

    /// The wanted corner of the two-dimensional DCT-II: a vector of horizontal
    /// frequencies for each vertical one.
    private static func coefficients(
        of cells: [Float], across: CosineBasis, down: CosineBasis
    ) -> [SIMD16<Float>] {
        var result = [SIMD16<Float>](repeating: .zero, count: CosineBasis.frequencyCount)
        for row in 0..<side {
            var line = SIMD16<Float>.zero
            for column in 0..<side {
                line += cells[row * side + column] * across.samples[column]
            }
            for frequency in 0..<CosineBasis.frequencyCount {
                result[frequency] += down.samples[row][frequency] * line
            }
        }
        return result
    }

    /// A bit for each coefficient, set where it is over the median of all.
    private static func bits(
        of coefficients: [Float], overMedianBy margin: Float
    ) -> SIMD4<UInt64> {
        let sorted = coefficients.sorted()
        let middle = sorted.count / 2
        let threshold = (sorted[middle - 1] + sorted[middle]) / 2 + margin
        var words = SIMD4<UInt64>()
        for (index, coefficient) in coefficients.enumerated() {
            words[index / 64] = words[index / 64] << 1 | (coefficient > threshold ? 1 : 0)
        }
        return words
    }
}
