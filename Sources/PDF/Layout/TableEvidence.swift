/// Decides whether a grid of text is a table or only looks like one.
struct TableEvidence {
    /// What may be a table.
    let grid: TableGrid
    /// All words of the page.
    let words: [Word]

    /// Whether all evidence speaks for a table.
    var isTable: Bool {
        guard grid.columnCount >= 2, grid.columnCount <= TableGrid.maxColumns else {
            return false
        }
        let rows = grid.logicalRows()
        guard rows.count >= 3 else { return false }
        return isFilled(rows) && !isLeaders && !isLabelled && !isProse && isAligned
    }

    /// Most rows fill several columns, and half of all cells are filled.
    private func isFilled(_ rows: [Range<Int>]) -> Bool {
        var filled = 0
        var several = 0
        for row in rows {
            let columns = Set(row.flatMap { grid.rows[$0].flatMap(\.columns) })
            filled += columns.count
            if columns.count > 1 { several += 1 }
        }
        return filled * 2 >= rows.count * grid.columnCount && several * 5 >= rows.count * 3
            && several >= 3
    }

    /// A table of contents: rows with runs of dots.
    private var isLeaders: Bool {
        let dotted = grid.rows.count { row in
            row.flatMap(\.words).contains { isDots(words[$0].text) }
                || row.flatMap(\.words).count { words[$0].text == "." } >= 4
        }
        return dotted * 3 >= grid.rows.count
    }

    private func isDots(_ text: String) -> Bool {
        text.hasSuffix("....") || text.hasSuffix("…") || text.hasPrefix("....")
    }

    /// A list: two columns, the first with nothing but bullets or numbers.
    private var isLabelled: Bool {
        guard grid.columnCount == 2 else { return false }
        let first = column(0)
        let labels = first.count {
            $0.words.count == 1 && ListMarker(words[$0.words[0]].text)?.rest.isEmpty == true
        }
        return labels * 10 >= first.count * 7
    }

    /// Columns of a page rather than of a table: few of them, all with long
    /// text, or long and without a column of short entries.
    private var isProse: Bool {
        guard grid.columnCount <= 3 else { return false }
        let lengths = (0..<grid.columnCount).map(meanLength)
        let isLong = (lengths.min() ?? 0) > 30
        let isUniform = (lengths.min() ?? 0) > 12 && grid.rows.count >= 12
        return isLong || (isUniform && !hasNumbers)
    }

    private var hasNumbers: Bool {
        (0..<grid.columnCount).contains { Self.isNumeric(column($0), words: words) }
    }

    /// The mean count of letters of the cells of one column.
    private func meanLength(_ index: Int) -> Double {
        let cells = column(index)
        let letters = cells.flatMap(\.words).reduce(0) { $0 + words[$1].text.count + 1 }
        return Double(letters) / Double(max(cells.count, 1))
    }

    /// In most columns the cells share a left edge, a right edge or a centre.
    private var isAligned: Bool {
        let aligned = (0..<grid.columnCount).count { index in
            let boxes = column(index).map(\.box)
            let tolerance = 0.35 * (boxes.map(\.height).max() ?? 0)
            return [boxes.map(\.x), boxes.map(\.maxX), boxes.map(\.midX)].contains {
                Self.shareInWindow($0, width: tolerance) >= 0.65
            }
        }
        return aligned * 3 >= grid.columnCount * 2
    }

    /// The largest share of values within a window of this width.
    private static func shareInWindow(_ values: [Double], width: Double) -> Double {
        let sorted = values.sorted()
        var best = 0
        var low = 0
        for high in sorted.indices {
            while sorted[high] - sorted[low] > width { low += 1 }
            best = max(best, high - low + 1)
        }
        return sorted.isEmpty ? 0 : Double(best) / Double(sorted.count)
    }

    private func column(_ index: Int) -> [TableGrid.Cell] {
        grid.rows.joined().filter { $0.columns == index...index }
    }

    // MARK: - Headers

    /// Whether the first row names the columns: set bolder than the rest, or
    /// without a number above columns of numbers.
    static func hasHeader(of grid: TableGrid, rows: [Range<Int>], words: [Word]) -> Bool {
        guard let first = rows.first, rows.count >= 2 else { return false }
        let head = first.flatMap { grid.rows[$0] }
        let body = grid.rows[first.upperBound...].flatMap { $0 }
        if boldShare(head, words) > 0.8, boldShare(body, words) < 0.5 { return true }
        guard !head.contains(where: { isNumeric([$0], words: words) }) else { return false }
        return (0..<grid.columnCount).contains { index in
            let cells = body.filter { $0.columns == index...index }
            return cells.count >= 2 && isNumeric(cells, words: words)
                && head.contains { $0.columns.contains(index) }
        }
    }

    private static func boldShare(_ cells: [TableGrid.Cell], _ words: [Word]) -> Double {
        var tally = StyleTally()
        for index in cells.flatMap(\.words) { tally.add(words[index]) }
        return tally.boldShare
    }

    /// Whether most cells are numbers, such as "1,204.50", "(12%)" or "€ 3".
    static func isNumeric(_ cells: [TableGrid.Cell], words: [Word]) -> Bool {
        let numbers = cells.count { cell in
            let scalars = cell.words.flatMap { Array(words[$0].text.unicodeScalars) }
            let digits = scalars.count { $0.properties.numericType != nil }
            return digits > 0 && digits * 2 >= scalars.count
        }
        return numbers * 3 >= cells.count * 2 && !cells.isEmpty
    }
}
