/// Two pictures that lie on each other, compared tile by tile.
struct InkComparison {
    /// Ink is explained by this much more of the other's, and by so much with none.
    private static let gain = 1.15
    private static let slack = 5.0

    /// Ink that both sides lack, in full pixels, from which all shifts are tried.
    private static let doubt: Float = 0.5

    /// Every tile with ink, and what it says.
    let differences: [TileDifference]

    /// The share of the ink on both sides that differs in nine of ten tiles at most:
    /// what the weaker copy's printing and scanning changed everywhere.
    let noise: Float

    let columns: Int
    let rows: Int

    /// Compares `seen`, already laid on the page, with the page's ink; `weight` says how
    /// much a difference in a tile counts.
    init(_ ink: BytePlane, _ seen: BytePlane, weight: (InkTile) -> Float) {
        let (a, soft) = SharpnessMatch.matched(ink, seen)
        let found = TileCorrelation(ShiftSums(a, soft))
        let table = ToneMatch.table(a, soft, over: found)
        let b = soft.mapped { table[Int($0)] }
        let explanations = Explanations(a: Self.explained(by: a), b: Self.explained(by: b))
        columns = found.columns
        rows = found.rows
        let tiles = found.entries.map { entry in
            var tile = explanations.bestTile(entry, a, b)
            tile.weight = weight(tile)
            return tile
        }
        let noise = Self.noise(of: tiles)
        self.noise = noise
        differences = tiles.map { TileDifference($0, noise: noise) }
    }

    private static func noise(of tiles: [InkTile]) -> Float {
        let shares = tiles.compactMap { tile -> Float? in
            let common = min(tile.inkA, tile.inkB)
            return common > 4 ? tile.contradiction / common : nil
        }
        let sorted = shares.sorted()
        return sorted.isEmpty ? 0 : sorted[sorted.count * 9 / 10]
    }

    /// How dark the other's ink may be at each pixel.
    private static func explained(by plane: BytePlane) -> BytePlane {
        let table = (0...255).map { UInt8(min(255, Double($0) * gain + slack)) }
        return plane.mapped { table[Int($0)] }
    }

    /// What each picture explains of the other.
    private struct Explanations {
        let a: BytePlane
        let b: BytePlane

        /// The tile at its best shift, or at the one that leaves the least contradiction
        /// where the best correlation leaves some: next to added ink it means little.
        func bestTile(
            _ entry: TileCorrelation.Entry, _ first: BytePlane, _ second: BytePlane
        ) -> InkTile {
            var best = tile(entry, first, second, shift: entry.shift)
            guard best.contradiction > InkComparison.doubt else { return best }
            for shift in 0..<ShiftSums.shiftCount where shift != entry.shift {
                let other = tile(entry, first, second, shift: shift)
                if other.contradiction < best.contradiction { best = other }
            }
            return best
        }

        private func tile(
            _ entry: TileCorrelation.Entry, _ first: BytePlane, _ second: BytePlane, shift: Int
        ) -> InkTile {
            let start = ToneMatch.tileStart(entry, width: first.width)
            let moved = start + ShiftSums.offset(ofShift: shift, width: first.width)
            var tile = InkTile(column: entry.column, row: entry.row)
            tile.inkA = entry.inkA
            tile.inkB = second.ink(at: moved)
            tile.correlation = entry.correlation
            (tile.unexplainedA, tile.peakA) = first.excess(at: start, over: b, at: moved)
            (tile.unexplainedB, tile.peakB) = second.excess(at: moved, over: a, at: start)
            return tile
        }
    }
}

extension BytePlane {
    /// The plane with every pixel replaced.
    func mapped(_ tone: (UInt8) -> UInt8) -> BytePlane {
        BytePlane(width: width, height: height) { result in
            values.withUnsafeBufferPointer { values in
                for index in values.indices { result[index] = tone(values[index]) }
            }
        }
    }

    /// The ink of the tile that begins at `start`, in full pixels.
    fileprivate func ink(at start: Int) -> Float {
        values.withUnsafeBytes { values in
            var sum = SIMD16<UInt16>.zero
            for line in 0..<16 {
                let row = values.loadUnaligned(
                    fromByteOffset: start &+ line &* width, as: SIMD16<UInt8>.self)
                sum &+= SIMD16<UInt16>(truncatingIfNeeded: row)
            }
            return Float(SIMD16<UInt32>(truncatingIfNeeded: sum).wrappedSum()) / 255
        }
    }

    /// The sum, in full pixels, and the greatest of what the tile at `start` has over
    /// the tile of `other` at `place`.
    fileprivate func excess(
        at start: Int, over other: BytePlane, at place: Int
    ) -> (sum: Float, peak: Float) {
        values.withUnsafeBytes { values in
            other.values.withUnsafeBytes { theirs in
                var sum = SIMD16<UInt16>.zero
                var peak = SIMD16<UInt8>.zero
                for line in 0..<16 {
                    let mine = values.loadUnaligned(
                        fromByteOffset: start &+ line &* width, as: SIMD16<UInt8>.self)
                    let cover = theirs.loadUnaligned(
                        fromByteOffset: place &+ line &* width, as: SIMD16<UInt8>.self)
                    let over = mine.replacing(with: cover, where: mine .< cover) &- cover
                    sum &+= SIMD16<UInt16>(truncatingIfNeeded: over)
                    peak.replace(with: over, where: over .> peak)
                }
                let total = SIMD16<UInt32>(truncatingIfNeeded: sum).wrappedSum()
                return (Float(total) / 255, Float(peak.max()) / 255)
            }
        }
    }
}
