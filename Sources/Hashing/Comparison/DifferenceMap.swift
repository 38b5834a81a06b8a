/// Where two pages that lie on each other differ.
struct DifferenceMap {
    /// Less ink than this, in full pixels, is no difference.
    private static let leastInk: Float = 1

    let components: [DifferenceComponent]

    /// Every tile with ink, and the component it belongs to.
    let differences: [TileDifference]
    let membership: [Int?]

    init(_ comparison: InkComparison) {
        let differences = comparison.differences
        var grid = TileGrid(columns: comparison.columns, rows: comparison.rows)
        for (index, difference) in differences.enumerated()
        where max(difference.onlyA, difference.onlyB) > Self.leastInk {
            grid.mark(column: difference.tile.column, row: difference.tile.row, tile: index)
        }
        var membership = [Int?](repeating: nil, count: differences.count)
        var components: [DifferenceComponent] = []
        for group in grid.groups() {
            guard let first = group.first else { continue }
            var component = DifferenceComponent(
                column: differences[first].tile.column, row: differences[first].tile.row)
            for index in group {
                component.add(differences[index])
                membership[index] = components.count
            }
            components.append(component)
        }
        self.components = components
        self.differences = differences
        self.membership = membership
    }
}

/// Marked places in a grid, and which of them hang together.
struct TileGrid {
    private let columns: Int
    private let rows: Int
    private var marks: [Int32]

    init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        marks = [Int32](repeating: -1, count: columns * rows)
    }

    mutating func mark(column: Int, row: Int, tile: Int) {
        marks[row * columns + column] = Int32(tile)
    }

    /// The tiles of each group; places two apart still hang together.
    func groups() -> [[Int]] {
        var left = marks
        var result: [[Int]] = []
        for start in left.indices where left[start] >= 0 {
            var group: [Int] = []
            var open = [start]
            group.append(Int(left[start]))
            left[start] = -1
            while let place = open.popLast() {
                for next in around(place) where left[next] >= 0 {
                    group.append(Int(left[next]))
                    left[next] = -1
                    open.append(next)
                }
            }
            result.append(group)
        }
        return result
    }

    private func around(_ place: Int) -> [Int] {
        let (column, row) = (place % columns, place / columns)
        return (max(0, row - 2)...min(rows - 1, row + 2)).flatMap { y in
            (max(0, column - 2)...min(columns - 1, column + 2)).map { y * columns + $0 }
        }
    }
}
