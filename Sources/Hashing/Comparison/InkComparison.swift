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
        let b = soft.mapped(by: table)
        let explanations = Explanations(
            a: a.mapped(by: Self.explained), b: b.mapped(by: Self.explained))
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

    /// For each tone, how dark the other's ink may be at the same pixel.
    private static let explained = (0...255).map { UInt8(min(255, Double($0) * gain + slack)) }

    /// What each picture explains of the other.
    private struct Explanations {
        let a: BytePlane
        let b: BytePlane

        /// The tile at its best shift, or at the one that leaves the least contradiction
        /// where the best correlation leaves some: next to added ink it means little.
        func bestTile(
            _ entry: TileCorrelation.Entry, _ first: BytePlane, _ second: BytePlane
        ) -> InkTile {
            let likeliest = tile(entry, first, second, shift: entry.shift)
            guard likeliest.contradiction > InkComparison.doubt else { return likeliest }
            var best = (shift: entry.shift, contradiction: likeliest.contradiction)
            for shift in 0..<ShiftSums.shiftCount where shift != entry.shift {
                let other = contradiction(entry, first, second, shift: shift)
                if other < best.contradiction { best = (shift, other) }
            }
            guard best.shift != entry.shift else { return likeliest }
            return tile(entry, first, second, shift: best.shift)
        }

        private func tile(
            _ entry: TileCorrelation.Entry, _ first: BytePlane, _ second: BytePlane, shift: Int
        ) -> InkTile {
            let (start, moved) = places(of: entry, width: first.width, shift: shift)
            var tile = InkTile(column: entry.column, row: entry.row)
            tile.inkA = entry.inkA
            tile.inkB = second.ink(at: moved)
            tile.correlation = entry.correlation
            tile.unexplainedA = first.excess(at: start, over: b, at: moved)
            tile.unexplainedB = second.excess(at: moved, over: a, at: start)
            tile.peakA = first.peakExcess(at: start, over: b, at: moved)
            tile.peakB = second.peakExcess(at: moved, over: a, at: start)
            return tile
        }

        /// That of the tile, alone.
        private func contradiction(
            _ entry: TileCorrelation.Entry, _ first: BytePlane, _ second: BytePlane, shift: Int
        ) -> Float {
            let (start, moved) = places(of: entry, width: first.width, shift: shift)
            return min(
                first.excess(at: start, over: b, at: moved),
                second.excess(at: moved, over: a, at: start))
        }

        /// The first pixels of the tile on both pictures.
        private func places(
            of entry: TileCorrelation.Entry, width: Int, shift: Int
        ) -> (first: Int, second: Int) {
            let start = ToneMatch.tileStart(entry, width: width)
            return (start, start + ShiftSums.offset(ofShift: shift, width: width))
        }
    }
}

extension BytePlane {
    /// The plane with every pixel replaced by what `table`, of 256 values, has for it.
    ///
    /// Eight empty pixels are replaced together.
    func mapped(by table: [UInt8]) -> BytePlane {
        precondition(table.count == 256, "a table has a value for every byte")
        return BytePlane(width: width, height: height) { result in
            let result = UnsafeMutableRawBufferPointer(result)
            let empty = UInt64(table[0]) &* 0x0101_0101_0101_0101
            values.withUnsafeBytes { values in
                table.withUnsafeBufferPointer { table in
                    let whole = values.count / 8 * 8
                    for start in stride(from: 0, to: whole, by: 8) {
                        if values.loadUnaligned(fromByteOffset: start, as: UInt64.self) == 0 {
                            result.storeBytes(of: empty, toByteOffset: start, as: UInt64.self)
                            continue
                        }
                        for index in start..<start &+ 8 {
                            result[index] = table[Int(values[index])]
                        }
                    }
                    for index in whole..<values.count { result[index] = table[Int(values[index])] }
                }
            }
        }
    }

    /// The ink of the tile that begins at `start`, in full pixels.
    fileprivate func ink(at start: Int) -> Float {
        values.withUnsafeBytes { values in
            var sum = SIMD8<UInt16>.zero
            for line in 0..<16 {
                let row = values.loadUnaligned(
                    fromByteOffset: start &+ line &* width, as: SIMD16<UInt8>.self)
                sum &+= Self.pairSums(row)
            }
            return Float(sum.wrappedSum()) / 255
        }
    }

    /// The sum, in full pixels, of what the tile at `start` has over the tile of `other`
    /// at `place`.
    fileprivate func excess(at start: Int, over other: BytePlane, at place: Int) -> Float {
        // All 256 pixels of a tile add up to 65,280 at most.
        var sum = SIMD8<UInt16>.zero
        forEachExcess(at: start, over: other, at: place) { sum &+= Self.pairSums($0) }
        return Float(sum.wrappedSum()) / 255
    }

    /// The greatest of it, 0 to 1.
    fileprivate func peakExcess(at start: Int, over other: BytePlane, at place: Int) -> Float {
        var peak = SIMD16<UInt8>.zero
        forEachExcess(at: start, over: other, at: place) { over in
            peak.replace(with: over, where: over .> peak)
        }
        return Float(peak.max()) / 255
    }

    /// Calls `body` with the excess in each line of a tile.
    @inline(__always)
    private func forEachExcess(
        at start: Int, over other: BytePlane, at place: Int, _ body: (SIMD16<UInt8>) -> Void
    ) {
        values.withUnsafeBytes { values in
            other.values.withUnsafeBytes { theirs in
                for line in 0..<16 {
                    let mine = values.loadUnaligned(
                        fromByteOffset: start &+ line &* width, as: SIMD16<UInt8>.self)
                    let cover = theirs.loadUnaligned(
                        fromByteOffset: place &+ line &* width, as: SIMD16<UInt8>.self)
                    body(mine.replacing(with: cover, where: mine .< cover) &- cover)
                }
            }
        }
    }
}
