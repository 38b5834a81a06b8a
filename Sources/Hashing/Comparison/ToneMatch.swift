/// The tones of one picture as the other would have printed them.
///
/// Where the two agree, equal shares of pixels get equal tones (histogram matching).
/// After a blur, thick strokes and dark ones differ only in tone, so this evens out
/// toner, contrast and the boldness that a scanner's threshold makes alike.
enum ToneMatch {
    /// Tiles that correlate so well show the same strokes.
    private static let agreement: Float = 0.6

    /// Fewer agreeing pixels than this leave the tones as they are.
    private static let leastPixels = 4096

    /// For each tone of `b`, the tone of `a` that takes its place.
    static func table(
        _ a: BytePlane, _ b: BytePlane, over tiles: TileCorrelation
    ) -> [UInt8] {
        var counts = (a: [Int](repeating: 0, count: 256), b: [Int](repeating: 0, count: 256))
        var pixels = 0
        for tile in tiles.entries where isCounted(tile) {
            let start = tileStart(tile, width: a.width)
            let offset = ShiftSums.offset(ofShift: tile.shift, width: a.width)
            a.count(at: start, in: &counts.a)
            b.count(at: start + offset, in: &counts.b)
            pixels += 256
        }
        guard pixels >= leastPixels else { return (0...255).map { UInt8($0) } }
        return matched(counts.b, to: counts.a)
    }

    /// The index of a tile's first pixel.
    static func tileStart(_ tile: TileCorrelation.Entry, width: Int) -> Int {
        (tile.row * ShiftSums.cell + ShiftSums.border) * width + tile.column * ShiftSums.cell
            + ShiftSums.border
    }

    /// Tiles that do not overlap, so that no pixel counts twice.
    private static func isCounted(_ tile: TileCorrelation.Entry) -> Bool {
        tile.correlation >= agreement && tile.column % 2 == 0 && tile.row % 2 == 0
    }

    private static func matched(_ source: [Int], to target: [Int]) -> [UInt8] {
        var table = [UInt8](repeating: 0, count: 256)
        var (tone, reached, below) = (0, target[0], 0)
        for value in 0..<256 {
            // The middle of the pixels of this tone stands for all of them.
            let middle = below + source[value] / 2
            while tone < 255, reached <= middle {
                tone += 1
                reached += target[tone]
            }
            table[value] = UInt8(tone)
            below += source[value]
        }
        table[0] = 0
        return table
    }
}

extension BytePlane {
    /// Counts the tones of the tile of 16 by 16 pixels that begins at `start`.
    fileprivate func count(at start: Int, in counts: inout [Int]) {
        counts.withUnsafeMutableBufferPointer { counts in
            values.withUnsafeBytes { values in
                for line in 0..<32 {
                    let half = start &+ (line >> 1) &* width &+ (line & 1) &* 8
                    // Most halves of lines are empty, even in a tile with ink.
                    if values.loadUnaligned(fromByteOffset: half, as: UInt64.self) == 0 {
                        counts[0] &+= 8
                        continue
                    }
                    for x in half..<half &+ 8 { counts[Int(values[x])] &+= 1 }
                }
            }
        }
    }
}
