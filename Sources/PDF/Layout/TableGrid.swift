/// The cells of a run of rows under a ruler.
struct TableGrid {
    /// A piece of text on one visual row of a cell.
    struct Cell {
        /// Indices into the page's words, from left to right.
        var words: [Int]
        /// Holds the boxes of all words.
        var box: Rectangle
        /// The columns it lies over, from 0.
        var columns: ClosedRange<Int>

        /// Takes in another cell and the columns between both.
        mutating func append(_ other: Cell) {
            words += other.words
            box = box.union(other.box)
            let upper = max(columns.upperBound, other.columns.upperBound)
            columns = min(columns.lowerBound, other.columns.lowerBound)...upper
        }
    }

    /// Visual rows from the top down, cells from left to right.
    private(set) var rows: [[Cell]]
    /// The columns the cells are assigned to.
    private(set) var ruler: ColumnRuler
    private let page: [Word]

    /// Lays a ruler over rows with several segments; `rows` are never empty.
    init(rows: [VisualRow], words: [Word]) {
        page = words
        let intervals = rows.filter { $0.segments.count > 1 }
            .map { $0.segments.map { $0.box.x...$0.box.maxX } }
        let size = words[rows[0].segments[0].words[0]].style.fontSize
        ruler = ColumnRuler(rows: intervals, minGap: max(2, 0.3 * size))
        self.rows = []
        self.rows = rows.map(cells)
        mergeSparseColumns()
    }

    /// No table is wider; what seems so is noise and not looked at further.
    static let maxColumns = 60

    /// At least 1.
    var columnCount: Int { ruler.columns.count }
    /// The words of all cells, as indices that ascend.
    var words: [Int] { rows.joined().flatMap(\.words).sorted() }

    // MARK: - Cells

    private func cells(_ row: VisualRow) -> [Cell] {
        var cells: [Cell] = []
        for cell in row.segments.flatMap(split) {
            // Two segments under one column are one cell.
            if cells.last?.columns.overlaps(cell.columns) == true {
                cells[cells.count - 1].append(cell)
            } else {
                cells.append(cell)
            }
        }
        return cells
    }

    /// Splits a segment over several columns at word gaps in their gutters,
    /// though these are narrower than between segments elsewhere.
    private func split(_ segment: RowSegment) -> [Cell] {
        let span = ruler.span(of: segment.box.x...segment.box.maxX)
        guard span.count > 1, segment.words.count > 1 else {
            return [Cell(words: segment.words, box: segment.box, columns: span)]
        }
        var parts: [[Int]] = [[]]
        var gutter = span.lowerBound
        for index in segment.words {
            if let last = parts[parts.count - 1].last {
                while gutter < span.upperBound,
                    ruler.gutter(after: gutter).upperBound < page[last].box.maxX
                {
                    gutter += 1
                }
                if gutter < span.upperBound, isGap(last, index, in: ruler.gutter(after: gutter)) {
                    parts.append([])
                    gutter += 1
                }
            }
            parts[parts.count - 1].append(index)
        }
        return parts.map(cell)
    }

    private func isGap(_ left: Int, _ right: Int, in gutter: ClosedRange<Double>) -> Bool {
        let from = page[left].box.maxX
        let to = page[right].box.x
        return to - from > 0.45 * page[left].style.fontSize
            && min(to, gutter.upperBound) > max(from, gutter.lowerBound)
    }

    private func cell(_ words: [Int]) -> Cell {
        let box = words.dropFirst().reduce(page[words[0]].box) { $0.union(page[$1].box) }
        return Cell(words: words, box: box, columns: ruler.span(of: box.x...box.maxX))
    }

    // MARK: - Columns

    /// A column that hardly any row fills, or with nothing but a currency sign,
    /// is part of its neighbour.
    private mutating func mergeSparseColumns() {
        guard columnCount <= Self.maxColumns else { return }
        while columnCount > 2, let column = weakColumn() {
            let toLeft = column > 0 ? ruler.gutter(after: column - 1) : nil
            let toRight = column + 1 < columnCount ? ruler.gutter(after: column) : nil
            let isNearerLeft = (toLeft.map(width) ?? .infinity) < (toRight.map(width) ?? .infinity)
            let merged = isNearerLeft ? column - 1 : column
            ruler.merge(after: merged)
            for row in rows.indices { renumber(row, after: merged) }
        }
    }

    private func width(_ range: ClosedRange<Double>) -> Double {
        range.upperBound - range.lowerBound
    }

    private func weakColumn() -> Int? {
        var support = [Int](repeating: 0, count: columnCount)
        var signs = [Int](repeating: 0, count: columnCount)
        for cell in rows.joined() where cell.columns.count == 1 {
            support[cell.columns.lowerBound] += 1
            if isSign(cell) { signs[cell.columns.lowerBound] += 1 }
        }
        let least = max(2, rows.count / 5)
        return support.indices.first { support[$0] < least || signs[$0] == support[$0] }
    }

    private func isSign(_ cell: Cell) -> Bool {
        cell.words.count == 1
            && ["$", "€", "£", "¥", "%", ")", "CHF"].contains(page[cell.words[0]].text)
    }

    private mutating func renumber(_ row: Int, after merged: Int) {
        let number = { (column: Int) in column > merged ? column - 1 : column }
        var cells: [Cell] = []
        for var cell in rows[row] {
            cell.columns = number(cell.columns.lowerBound)...number(cell.columns.upperBound)
            if cells.last?.columns.overlaps(cell.columns) == true {
                cells[cells.count - 1].append(cell)
            } else {
                cells.append(cell)
            }
        }
        rows[row] = cells
    }

    // MARK: - Rows

    /// Leaves out rows at the end with a single cell that go on with no cell.
    mutating func dropTrailingText() {
        guard columnCount <= Self.maxColumns else { return }
        let groups = logicalRows()
        guard let last = groups.last(where: { $0.contains { rows[$0].count > 1 } }) else { return }
        rows.removeSubrange(last.upperBound...)
    }

    /// The rows as a reader counts them: lines of wrapped cells together.
    func logicalRows() -> [Range<Int>] {
        guard !rows.isEmpty else { return [] }
        let tightGap = tightRowGap()
        var groups: [Range<Int>] = []
        var start = 0
        for index in 1..<max(rows.count, 1)
        where !isContinuation(index, of: start..<index, tightGap: tightGap) {
            groups.append(start..<index)
            start = index
        }
        return groups + [start..<rows.count]
    }

    /// The space below which a line belongs to the row above it: half of the
    /// usual one. `nil` where all lines are equally far apart.
    private func tightRowGap() -> Double? {
        let gaps = rows.indices.dropFirst().filter {
            rows[$0].count > 1 && rows[$0][0].columns.lowerBound == 0
        }.map(gap)
        guard !gaps.isEmpty else { return nil }
        let tight = 0.5 * gaps.sorted()[gaps.count / 2]
        return rows.indices.dropFirst().contains { gap(above: $0) < tight } ? tight : nil
    }

    private func gap(above row: Int) -> Double {
        let bottom = rows[row - 1].map(\.box.maxY).max() ?? 0
        return (rows[row].map(\.box.y).min() ?? 0) - bottom
    }

    private func isContinuation(_ row: Int, of group: Range<Int>, tightGap: Double?) -> Bool {
        let filled = rows[row].map(\.columns)
        let above = Set(rows[group.lowerBound].flatMap(\.columns))
        guard filled.allSatisfy({ above.isSuperset(of: $0) }), let first = rows[row].first else {
            return false
        }
        guard filled.count < above.count || first.columns.lowerBound > 0 else { return false }
        if rows[row].contains(where: { isNumberUnderNumber($0, of: group) }) { return false }
        if let tightGap { return gap(above: row) < tightGap }
        if first.columns.lowerBound > 0 {
            return filled.count * 2 <= columnCount || rows[row].allSatisfy(startsLowercase)
        }
        return filled.count == 1 && startsLowercase(first)
    }

    /// Numbers do not wrap: one under another is a row of its own.
    private func isNumberUnderNumber(_ cell: Cell, of group: Range<Int>) -> Bool {
        TableEvidence.isNumeric([cell], words: page)
            && rows[group.lowerBound].contains {
                $0.columns == cell.columns && TableEvidence.isNumeric([$0], words: page)
            }
    }

    private func startsLowercase(_ cell: Cell) -> Bool {
        page[cell.words[0]].text.unicodeScalars.first?.properties.isLowercase == true
    }

    // MARK: - The table

    /// The table in rows and cells; every word lands in one cell.
    func table() -> Block.Table {
        let groups = logicalRows()
        let hasHeader = TableEvidence.hasHeader(of: self, rows: groups, words: page)
        return Block.Table(
            rows: groups.enumerated().map { number, group in
                tableRow(group, isHeader: hasHeader && number == 0)
            })
    }

    private func tableRow(_ group: Range<Int>, isHeader: Bool) -> Block.Table.Row {
        var parts: [Cell] = []
        for cell in group.flatMap({ rows[$0] }).sorted(by: {
            $0.columns.lowerBound < $1.columns.lowerBound
        }) {
            if parts.last?.columns.overlaps(cell.columns) == true {
                parts[parts.count - 1].append(cell)
            } else {
                parts.append(cell)
            }
        }
        return Block.Table.Row(cells: filledUp(parts, isHeader: isHeader))
    }

    private func filledUp(
        _ parts: [Cell], isHeader: Bool
    ) -> [Block.Table.Cell] {
        var cells: [Block.Table.Cell] = []
        var column = 0
        for part in parts {
            while column < part.columns.lowerBound {
                cells.append(Block.Table.Cell(text: "", isHeader: isHeader))
                column += 1
            }
            cells.append(
                Block.Table.Cell(
                    text: TextJoining.text(of: part.words, in: page), isHeader: isHeader,
                    columnSpan: part.columns.count))
            column = part.columns.upperBound + 1
        }
        while column < columnCount {
            cells.append(Block.Table.Cell(text: "", isHeader: isHeader))
            column += 1
        }
        return cells
    }
}
