/// The columns of a table, found from the gaps that run through its rows.
struct ColumnRuler {
    /// From left to right, at least one.
    private(set) var columns: [ClosedRange<Double>]

    /// Lays the ruler over rows of intervals.
    ///
    /// A gap may be crossed by a few rows, about one in seven and one of four
    /// rows at least: heads that span several columns do so.
    init(rows: [[ClosedRange<Double>]], minGap: Double) {
        let tolerance = rows.count >= 4 ? max(1, rows.count * 15 / 100) : 0
        columns = Self.covered(rows.joined(), above: tolerance, minGap: minGap)
        if columns.isEmpty { columns = Self.covered(rows.joined(), above: 0, minGap: minGap) }
    }

    private static func covered(
        _ intervals: some Sequence<ClosedRange<Double>>, above tolerance: Int, minGap: Double
    ) -> [ClosedRange<Double>] {
        var edges: [(x: Double, step: Int)] = []
        for interval in intervals {
            edges.append((interval.lowerBound, 1))
            edges.append((interval.upperBound, -1))
        }
        // Openings before closings at one place: touching intervals are one.
        edges.sort { ($0.x, -$0.step) < ($1.x, -$1.step) }
        var columns: [ClosedRange<Double>] = []
        var depth = 0
        var start = 0.0
        for edge in edges {
            let before = depth
            depth += edge.step
            if before <= tolerance, depth > tolerance { start = edge.x }
            guard before > tolerance, depth <= tolerance else { continue }
            if let last = columns.last, start - last.upperBound < minGap {
                columns[columns.count - 1] = last.lowerBound...edge.x
            } else {
                columns.append(start...edge.x)
            }
        }
        return columns
    }

    /// The columns an interval lies over; the nearest one if it lies over none.
    func span(of interval: ClosedRange<Double>) -> ClosedRange<Int> {
        let first = columns.firstIndexSorted { $0.upperBound > interval.lowerBound }
        let after = columns.firstIndexSorted { $0.lowerBound >= interval.upperBound }
        if first < after { return first...(after - 1) }
        guard first < columns.count else { return (columns.count - 1)...(columns.count - 1) }
        guard first > 0 else { return 0...0 }
        let toLeft = interval.lowerBound - columns[first - 1].upperBound
        let toRight = columns[first].lowerBound - interval.upperBound
        let nearest = toLeft < toRight ? first - 1 : first
        return nearest...nearest
    }

    /// The space between column `index` and the next one.
    func gutter(after index: Int) -> ClosedRange<Double> {
        columns[index].upperBound...columns[index + 1].lowerBound
    }

    /// Makes column `index` and the next one a single column.
    mutating func merge(after index: Int) {
        columns[index] = columns[index].lowerBound...columns[index + 1].upperBound
        columns.remove(at: index + 1)
    }
}
