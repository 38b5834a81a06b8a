/// A table found by geometry, with the words it took.
struct DetectedTable {
    /// The table.
    var block: PlacedBlock
    /// Indices into the page's words, ascending.
    var words: [Int]
}

/// Finds tables: rows whose cells align in columns.
///
/// Works on the words themselves, since Poppler often takes each column of a
/// table for a column of text. Rows are collected to runs, a `ColumnRuler` is
/// laid over each run, and `TableEvidence` decides whether it is a table.
struct TableDetection {
    private let words: [Word]
    private let lines: [TextLine]
    private let style: PageStyle

    /// `lines` are Poppler's lines in reading order.
    init(words: [Word], lines: [TextLine], style: PageStyle) {
        self.words = words
        self.lines = lines
        self.style = style
    }

    /// The tables of the page; no word is in two of them.
    func tables() -> [DetectedTable] {
        let barriers = ProseBarriers(lines: lines, of: words)
        let candidates = lines.flatMap(\.words).filter { !barriers.words.contains($0) }
        let rows = RowAssembly(words: words, barriers: barriers).rows(of: candidates)
            .filter { !isCode($0) }
        return RowRun.runs(of: rows).compactMap(table)
    }

    /// Program text aligns in columns as well.
    private func isCode(_ row: VisualRow) -> Bool {
        !style.isTypescript
            && row.segments.allSatisfy { segment in
                segment.words.allSatisfy { words[$0].style.isFixedWidth }
            }
    }

    private func table(of run: RowRun) -> DetectedTable? {
        guard run.rows.count >= 3 else { return nil }
        var grid = TableGrid(rows: run.rows, words: words)
        grid.dropTrailingText()
        guard TableEvidence(grid: grid, words: words).isTable else { return nil }
        let indices = grid.words
        var block = PlacedBlock(.table(grid.table()), showing: indices, of: words)
        block.words = grid.rows.joined().flatMap(\.words)
        return DetectedTable(block: block, words: indices)
    }
}

/// Rows under each other that may be a table: most have several segments, and
/// some gap runs through all of them.
struct RowRun {
    /// From the top down, never empty.
    private(set) var rows: [VisualRow]
    /// What the segments of all rows cover, from left to right.
    private var covered: [ClosedRange<Double>]
    private var left: Double
    private var right: Double
    private var singles = 0

    private init(_ row: VisualRow) {
        rows = [row]
        covered = row.segments.map { $0.box.x...$0.box.maxX }
        left = row.box.x
        right = row.box.maxX
    }

    /// The runs in rows from the top down, each with its last single rows.
    static func runs(of rows: [VisualRow]) -> [RowRun] {
        var open: [RowRun] = []
        var closed: [RowRun] = []
        for row in rows {
            closed += open.filter { !$0.isNear(row) }
            open.removeAll { !$0.isNear(row) }
            let best = open.indices.filter { open[$0].overlap(row) > 0 }
                .max { open[$0].overlap(row) < open[$1].overlap(row) }
            if let best {
                if open[best].accept(row) { continue }
                closed.append(open.remove(at: best))
            }
            // A hostile page may have any number of rows beside each other.
            if row.segments.count >= 2, open.count < 64 { open.append(RowRun(row)) }
        }
        return closed + open
    }

    private func isNear(_ row: VisualRow) -> Bool {
        guard let last = rows.last else { return false }
        return row.box.y - last.box.maxY <= 2.2 * min(row.box.height, last.box.height)
    }

    private func overlap(_ row: VisualRow) -> Double {
        min(right, row.box.maxX) - max(left, row.box.x)
    }

    /// Takes the row if a gap still runs through all rows then.
    private mutating func accept(_ row: VisualRow) -> Bool {
        let merged = Self.merging(covered, row.segments.map { $0.box.x...$0.box.maxX })
        if row.segments.count == 1 {
            guard merged.count >= covered.count, singles < 4 else { return false }
            singles += 1
        } else {
            guard merged.count >= 2 else { return false }
            singles = 0
        }
        covered = merged
        left = min(left, row.box.x)
        right = max(right, row.box.maxX)
        rows.append(row)
        return true
    }

    private static func merging(
        _ first: [ClosedRange<Double>], _ second: [ClosedRange<Double>]
    ) -> [ClosedRange<Double>] {
        var merged: [ClosedRange<Double>] = []
        for interval in (first + second).sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, interval.lowerBound <= last.upperBound {
                merged[merged.count - 1] =
                    last.lowerBound...max(last.upperBound, interval.upperBound)
            } else {
                merged.append(interval)
            }
        }
        return merged
    }
}
