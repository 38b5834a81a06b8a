/// Which part of a page lies under a set of rectangles, on a grid of 128 by 128
/// cells; overlaps count once.
struct PageCoverage {
    private static let side = 128
    private let width: Double
    private let height: Double
    /// A bit a cell, a number a row.
    private var rows = [UInt128](repeating: 0, count: side)

    /// The size of the page in points.
    init(width: Double, height: Double) {
        self.width = width
        self.height = height
    }

    /// The covered share, 0…1.
    var share: Double {
        let covered = rows.reduce(0) { $0 + $1.nonzeroBitCount }
        return Double(covered) / Double(Self.side * Self.side)
    }

    /// Covers the cells whose centres lie inside; what reaches over the page is
    /// left out.
    mutating func add(_ box: Rectangle) {
        let columns = Self.cells(from: box.x, to: box.maxX, length: width)
        let mask = Self.mask(columns)
        for row in Self.cells(from: box.y, to: box.maxY, length: height) {
            rows[row] |= mask
        }
    }

    private static func cells(from start: Double, to end: Double, length: Double) -> Range<Int> {
        let first = firstCell(after: start / length)
        return first..<max(first, firstCell(after: end / length))
    }

    private static func firstCell(after position: Double) -> Int {
        guard position.isFinite else { return position > 0 ? side : 0 }
        let cell = (min(max(position, 0), 1) * Double(side) - 0.5).rounded(.up)
        return min(max(Int(cell), 0), side)
    }

    private static func mask(_ columns: Range<Int>) -> UInt128 {
        guard !columns.isEmpty else { return 0 }
        return (UInt128.max >> UInt128(side - columns.count)) << UInt128(columns.lowerBound)
    }
}
