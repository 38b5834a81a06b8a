/// The greatest, least and mean luma of each square cell of a page.
struct GroundCells {
    let greatest: BytePlane
    let least: BytePlane
    let mean: BytePlane

    /// Cells at the right and bottom edge may be narrower.
    init(luma: UnsafeBufferPointer<UInt8>, width: Int, height: Int, cell: Int) {
        let columns = (width + cell - 1) / cell
        let rows = (height + cell - 1) / cell
        var cells = (
            greatest: BytePlane(width: columns, height: rows),
            least: BytePlane(width: columns, height: rows),
            mean: BytePlane(width: columns, height: rows)
        )
        var line = Line(width: width)
        for row in 0..<rows {
            let lines = row * cell..<min((row + 1) * cell, height)
            line.reset()
            for y in lines {
                line.add(UnsafeBufferPointer(rebasing: luma[y * width..<(y + 1) * width]))
            }
            for column in 0..<columns {
                let summary = line.summary(of: column * cell..<min((column + 1) * cell, width))
                let index = row * columns + column
                cells.greatest.values[index] = summary.greatest
                cells.least.values[index] = summary.least
                cells.mean.values[index] = UInt8(summary.sum / lines.count)
            }
        }
        (greatest, least, mean) = (cells.greatest, cells.least, cells.mean)
    }

    /// A row of cells on the way: the columns of some rows of pixels.
    private struct Line {
        var greatest: [UInt8]
        var least: [UInt8]
        var sum: [UInt16]

        init(width: Int) {
            greatest = [UInt8](repeating: 0, count: width)
            least = [UInt8](repeating: 255, count: width)
            sum = [UInt16](repeating: 0, count: width)
        }

        mutating func reset() {
            for x in greatest.indices { greatest[x] = 0 }
            for x in least.indices { least[x] = 255 }
            for x in sum.indices { sum[x] = 0 }
        }

        /// The greatest and least value of some columns, and the mean of their sums.
        func summary(of columns: Range<Int>) -> (greatest: UInt8, least: UInt8, sum: Int) {
            precondition(columns.lowerBound >= 0 && columns.upperBound <= sum.count)
            var (most, fewest): (UInt8, UInt8) = (0, 255)
            var total: UInt32 = 0
            greatest.withUnsafeBufferPointer { greatest in
                least.withUnsafeBufferPointer { least in
                    sum.withUnsafeBufferPointer { sum in
                        for x in columns {
                            most = max(most, greatest[x])
                            fewest = min(fewest, least[x])
                            total &+= UInt32(sum[x])
                        }
                    }
                }
            }
            return (most, fewest, Int(total) / columns.count)
        }

        mutating func add(_ pixels: UnsafeBufferPointer<UInt8>) {
            let width = sum.count
            greatest.withUnsafeMutableBufferPointer { line in
                for x in 0..<width { line[x] = max(line[x], pixels[x]) }
            }
            least.withUnsafeMutableBufferPointer { line in
                for x in 0..<width { line[x] = min(line[x], pixels[x]) }
            }
            sum.withUnsafeMutableBufferPointer { line in
                for x in 0..<width { line[x] &+= UInt16(pixels[x]) }
            }
        }
    }
}
