/// Rows for people, in columns aligned by spaces.
struct TextTable {
    /// The side of its column a cell stands on.
    enum Alignment: Sendable {
        case left, right
    }

    /// How one column looks.
    struct Column: Sendable {
        /// The first line of the column.
        var title: String
        /// Numbers belong to the right.
        var alignment: Alignment
        /// May be cut for a narrow terminal. Leave what people copy, such as an id, whole.
        var shrinks: Bool

        /// A column to the left shrinks and one to the right does not, unless told.
        init(_ title: String, _ alignment: Alignment = .left, shrinks: Bool? = nil) {
            self.title = title
            self.alignment = alignment
            self.shrinks = shrinks ?? (alignment == .left)
        }
    }

    private static let gap = "  "
    private static let narrowest = 6

    private let columns: [Column]
    private var rows: [[String]] = []

    /// Starts without rows.
    init(_ columns: [Column]) {
        self.columns = columns
    }

    /// Appends a row of one cell a column.
    ///
    /// Ends of lines become spaces, and characters that could steer the terminal `U+FFFD`.
    mutating func append(_ cells: [String]) {
        precondition(cells.count == columns.count, "a row has a cell for each column")
        rows.append(cells.map(\.printableLine))
    }

    /// The titles and the rows, without spaces at the end.
    ///
    /// With a `width` the widest shrinking columns are cut until a line fits,
    /// to no less than 6 columns each; past that a line is longer than `width`.
    func lines(width: Int?) -> [String] {
        let all = [columns.map(\.title)] + rows
        let widths = fitted(naturalWidths(of: all), to: width)
        return all.map { line($0, widths) }
    }

    private func naturalWidths(of rows: [[String]]) -> [Int] {
        columns.indices.map { column in
            rows.reduce(0) { max($0, $1[column].displayWidth) }
        }
    }

    private func fitted(_ natural: [Int], to width: Int?) -> [Int] {
        var widths = natural
        guard let width else { return widths }
        let gaps = Self.gap.count * max(0, columns.count - 1)
        var excess = widths.reduce(gaps, +) - width
        while excess > 0 {
            let candidates = columns.indices.filter {
                columns[$0].shrinks && widths[$0] > Self.narrowest
            }
            guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        let shown = columns.indices.map { index in
            cells[index].truncated(toWidth: widths[index])
                .padded(toWidth: widths[index], onTheLeft: columns[index].alignment == .right)
        }
        var line = shown.joined(separator: Self.gap)
        while line.last == " " { line.removeLast() }
        return line
    }
}
