/// A picture averaged over a grid of 64 by 64 equal boxes.
///
/// A pixel that lies across the border of two boxes counts in each by its share.
/// The sums are whole numbers, so a flat picture gives exactly equal boxes.
enum BoxAverage {
    /// The number of boxes along each side.
    static let side = 64

    /// The average darkness of each box, row by row, less the average of the page.
    ///
    /// Traps when `luma` is not `width * height` bytes or has none.
    static func inkCells(luma: UnsafeBufferPointer<UInt8>, width: Int, height: Int) -> [Float] {
        precondition(width > 0 && height > 0, "a page has at least one pixel")
        precondition(luma.count == width * height, "a page has width * height pixels")
        let columns = (0..<side).map { Span(box: $0, length: width) }
        var sums: [UInt64] = []
        sums.reserveCapacity(side * side)
        var line = [UInt32](repeating: 0, count: width)
        for box in 0..<side {
            addRows(of: Span(box: box, length: height), from: luma, to: &line)
            sums += columns.map { $0.sum(of: line) }
        }
        let mean = sums.reduce(0, +) / UInt64(sums.count)
        let scale = 1 / Float(width * height)
        return sums.map { Float(Int64(mean) - Int64($0)) * scale }
    }

    /// Replaces `line` with the weighted sum of the rows of one span.
    private static func addRows(
        of span: Span, from luma: UnsafeBufferPointer<UInt8>, to line: inout [UInt32]
    ) {
        let width = line.count
        line.withUnsafeMutableBufferPointer { line in
            line.update(repeating: 0)
            for row in span.pixels {
                let weight = UInt32(truncatingIfNeeded: span.weight(of: row))
                let pixels = UnsafeBufferPointer(rebasing: luma[row * width..<(row + 1) * width])
                for column in 0..<width {
                    line[column] &+= UInt32(pixels[column]) &* weight
                }
            }
        }
    }

    /// The pixels under one box along one side of the picture.
    ///
    /// Lengths are counted in parts of which a pixel has 64 and a box as many as
    /// the side has pixels, which makes every overlap a whole number.
    private struct Span {
        let start: Int
        let end: Int

        init(box: Int, length: Int) {
            start = box * length
            end = start + length
        }

        var pixels: Range<Int> { start / side..<(end + side - 1) / side }

        func weight(of pixel: Int) -> Int {
            min(end, (pixel + 1) * side) - max(start, pixel * side)
        }

        func sum(of line: [UInt32]) -> UInt64 {
            let first = pixels.lowerBound
            let last = pixels.upperBound - 1
            // All pixels between the first and the last count whole.
            var inner: UInt64 = 0
            if first + 1 < last {
                for pixel in first + 1..<last { inner &+= UInt64(line[pixel]) }
            }
            let outer = UInt64(line[first]) * UInt64(weight(of: first))
            guard last > first else { return outer }
            return outer + inner * UInt64(side) + UInt64(line[last]) * UInt64(weight(of: last))
        }
    }
}
