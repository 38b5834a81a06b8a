/// A square part of a picture, and the sums of every square tile inside it.
///
/// Loaded again and again, so that its memory is asked for once.
struct TileWindow {
    /// The side of a tile, in pixels.
    let side: Int

    /// How many places a tile has along each side; a shift counts them row by row.
    let span: Int

    /// Of the tile at each shift, the sum of its pixels and of their squares.
    private(set) var sums: [Int]
    private(set) var squares: [Int]

    /// The pixels, 16 bits each so that the processor multiplies eight at once.
    private var pixels: [UInt16]

    private var width: Int { side + span - 1 }

    /// An empty window for tiles of `side`, a multiple of 8 up to 40, at up to `reach`
    /// pixels from the middle.
    init(side: Int, reach: Int) {
        precondition(side % 8 == 0 && side <= 40, "sums of products are kept in 16 bits")
        self.side = side
        span = 2 * reach + 1
        sums = [Int](repeating: 0, count: span * span)
        squares = sums
        pixels = [UInt16](repeating: 0, count: (side + span - 1) * (side + span - 1))
    }

    /// Loads the window whose first pixel is at `left` and `top`, all inside `plane`.
    mutating func load(left: Int, top: Int, of plane: BytePlane) {
        let width = width
        precondition(left >= 0 && left + width <= plane.width, "a window lies inside")
        precondition(top >= 0 && top + width <= plane.height, "a window lies inside")
        plane.values.withUnsafeBufferPointer { values in
            for y in 0..<width {
                let start = (top + y) * plane.width + left
                setRow(y, UnsafeBufferPointer(rebasing: values[start..<start + width]))
            }
        }
        addUp()
    }

    /// Loads the window of `plane` as seen through `transform`: what `warped` would have
    /// there.
    mutating func load(left: Int, top: Int, of plane: BytePlane, through transform: PlaneTransform)
    {
        let width = width
        let step = PlaneSampler.parts(transform.across)
        // Whole blocks are sampled faster than their pixels one by one.
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: (width + 7) / 8 * 8) { row in
            plane.values.withUnsafeBufferPointer { values in
                guard let target = row.baseAddress, let source = values.baseAddress else { return }
                let sampler = PlaneSampler(source, width: plane.width, height: plane.height)
                for y in 0..<width {
                    let down = Double(top + y) * transform.down
                    let start = PlaneSampler.parts(transform.origin + down) &+ left &* step
                    sampler.sample(from: start, step: step, count: row.count, to: target)
                    setRow(y, UnsafeBufferPointer(rebasing: row[..<width]))
                }
            }
        }
        addUp()
    }

    private mutating func setRow(_ y: Int, _ line: UnsafeBufferPointer<UInt8>) {
        pixels.withUnsafeMutableBufferPointer { pixels in
            let row = UnsafeMutableBufferPointer(
                rebasing: pixels[y * line.count..<(y + 1) * line.count])
            for x in 0..<row.count { row[x] = UInt16(line[x]) }
        }
    }

    /// The sums of each column of as many rows as a tile has move down row by row, and
    /// within them those of a tile from left to right.
    private mutating func addUp() {
        let width = width
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 2 * width) { columns in
            columns.initialize(repeating: 0)
            pixels.withUnsafeBufferPointer { pixels in
                for y in 0..<width {
                    for x in 0..<width {
                        let new = UInt32(pixels[y &* width &+ x])
                        let old = y < side ? 0 : UInt32(pixels[(y &- side) &* width &+ x])
                        columns[x] &+= new &- old
                        columns[width &+ x] &+= new &* new &- old &* old
                    }
                    if y >= side - 1 { addUp(columns, row: y - side + 1) }
                }
            }
        }
    }

    private mutating func addUp(_ columns: UnsafeMutableBufferPointer<UInt32>, row: Int) {
        var (sum, square): (UInt32, UInt32) = (0, 0)
        for x in 0..<side - 1 {
            sum &+= columns[x]
            square &+= columns[width &+ x]
        }
        for shift in 0..<span {
            sum &+= columns[shift + side - 1]
            square &+= columns[width + shift + side - 1]
            sums[row * span + shift] = Int(sum)
            squares[row * span + shift] = Int(square)
            sum &-= columns[shift]
            square &-= columns[width + shift]
        }
    }

    /// The sum of the products of the pixels at `shift` with those of `tile`, a window
    /// of one tile.
    func product(atShift shift: Int, with tile: TileWindow) -> Int {
        precondition(tile.side == side && tile.span == 1, "a tile is multiplied with a tile")
        let (width, start) = (width, shift / span * width + shift % span)
        return pixels.withUnsafeBytes { pixels in
            tile.pixels.withUnsafeBytes { tile in
                var sum = WideSum()
                for y in 0..<side {
                    for x in stride(from: 0, to: side, by: 8) {
                        let mine = pixels.loadUnaligned(
                            fromByteOffset: 2 &* (start &+ y &* width &+ x),
                            as: SIMD8<UInt16>.self)
                        let theirs = tile.loadUnaligned(
                            fromByteOffset: 2 &* (y &* side &+ x), as: SIMD8<UInt16>.self)
                        sum.add(mine &* theirs)
                    }
                }
                return Int(sum.total)
            }
        }
    }
}
