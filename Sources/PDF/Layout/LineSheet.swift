/// The lines of a page from which one step after the other takes its blocks.
struct LineSheet {
    /// All words of the page.
    let words: [Word]
    /// In reading order.
    let lines: [TextLine]
    /// What is usual on the page.
    let style: PageStyle
    private var isTaken: [Bool]

    /// All lines are free at first.
    init(words: [Word], lines: [TextLine], style: PageStyle) {
        self.words = words
        self.lines = lines
        self.style = style
        isTaken = [Bool](repeating: false, count: lines.count)
    }

    /// Whether no step has taken the line yet.
    func isFree(_ line: Int) -> Bool { !isTaken[line] }

    /// Takes lines out, so that no later step sees them.
    mutating func take(_ lines: some Sequence<Int>) {
        for line in lines { isTaken[line] = true }
    }

    /// The runs of neighbouring lines that satisfy the predicate and are free.
    func runs(where predicate: (TextLine) -> Bool) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start: Int?
        for index in lines.indices {
            if isFree(index), predicate(lines[index]) {
                start = start ?? index
            } else if let begun = start {
                runs.append(begun..<index)
                start = nil
            }
        }
        if let start { runs.append(start..<lines.count) }
        return runs
    }

    /// The words of some lines, in order.
    func words(of range: some Sequence<Int>) -> [Int] {
        range.flatMap { lines[$0].words }
    }

    /// Whether `next` stands under `line` in the same column, at most `factor`
    /// times the usual distance from line to line.
    func follows(_ line: TextLine, _ next: TextLine, within factor: Double) -> Bool {
        let pitch = next.box.maxY - line.box.maxY
        let usual = style.pitch(min(line.fontSize, next.fontSize))
        return pitch > 0.5 * min(line.em, next.em) && pitch <= factor * usual
            && line.sharesColumn(with: next)
    }

    /// The text of the line's first word.
    func firstWord(of line: TextLine) -> String { words[line.words[0]].text }
}
