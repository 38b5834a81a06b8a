/// Splits a run of lines into paragraphs, and joins what Poppler set apart.
struct ParagraphSplitting {
    private let sheet: LineSheet
    /// By Poppler block, where the longest line ends.
    private var blockEnds: [Int: Double] = [:]
    /// By where lines start, whatever their blocks.
    private var columns: [ColumnKey: Column] = [:]

    private struct ColumnKey: Hashable {
        var start: Int
        var fontSize: Int

        init(_ line: TextLine) {
            start = Int((line.start / 3).rounded())
            fontSize = Int(line.fontSize.rounded())
        }
    }

    private struct Column {
        var end: Double
        var lineCount = 0
        /// How many lines reach the end, or nearly so.
        var fullLines = 0
        /// How many lines are followed by an indented one in mid-sentence.
        var hangingLines = 0

        /// Whether entries of a bibliography or an index begin here.
        var isHanging: Bool { hangingLines >= 2 && hangingLines * 10 >= lineCount * 3 }
    }

    /// Measures the columns of all lines, those taken by other steps included.
    init(_ sheet: LineSheet) {
        self.sheet = sheet
        for line in sheet.lines {
            blockEnds[line.block] = max(blockEnds[line.block] ?? line.end, line.end)
            let key = ColumnKey(line)
            var column = columns[key] ?? Column(end: line.end)
            column.end = max(column.end, line.end)
            column.lineCount += 1
            columns[key] = column
        }
        for line in sheet.lines {
            let key = ColumnKey(line)
            guard let column = columns[key], line.end > column.end - 3 * line.em else { continue }
            columns[key]?.fullLines += 1
        }
        for (line, next) in zip(sheet.lines, sheet.lines.dropFirst()) {
            let indent = next.start - line.start
            guard indent > 0.8 * next.em, indent < 4 * next.em, hasSameStyle(line, next),
                sheet.follows(line, next, within: 1.3), !endsSentence(line),
                !hadRoom(after: line, for: next)
            else { continue }
            columns[ColumnKey(line)]?.hangingLines += 1
        }
    }

    /// The paragraphs in a run of neighbouring lines, in order.
    func paragraphs(in run: Range<Int>) -> [Range<Int>] {
        var paragraphs: [Range<Int>] = []
        var start = run.lowerBound
        for index in run.dropFirst() where !continues(start..<index, at: index, in: run) {
            paragraphs.append(start..<index)
            start = index
        }
        if start < run.upperBound { paragraphs.append(start..<run.upperBound) }
        return paragraphs
    }

    private func continues(_ paragraph: Range<Int>, at index: Int, in run: Range<Int>) -> Bool {
        let last = sheet.lines[index - 1]
        let next = sheet.lines[index]
        if isSameRow(last, next) { return true }
        guard hasSameStyle(last, next), sheet.follows(last, next, within: 1.3) else {
            return false
        }
        if isLoose(last, next) {
            let end = columns[ColumnKey(last)]?.end ?? last.end
            // Ragged lines of this length are prose; points on a slide are shorter.
            let goesOn = last.words.count >= 8 && !endsSentence(last) && startsLowercase(next)
            guard goesOn || isProse(last), goesOn || !hadRoom(after: last, for: next, before: end)
            else { return false }
        }
        if isCentered(last, next) { return true }
        if ColumnKey(last) == ColumnKey(next), columns[ColumnKey(next)]?.isHanging == true {
            return false
        }
        if hadRoom(after: last, for: next), endsSentence(last) { return false }
        let indent = next.start - last.start
        if indent > 0.8 * next.em {
            return paragraph.count == 1 && hangs(index, under: last, in: run)
        }
        if indent < -0.8 * next.em {
            // Back from a first line's indent, or out to the next hanging entry.
            return paragraph.count == 1 && indent > -6 * next.em
        }
        return true
    }

    /// Whether Poppler split one line in two, as around a superscript.
    private func isSameRow(_ line: TextLine, _ next: TextLine) -> Bool {
        let overlap = min(line.box.maxY, next.box.maxY) - max(line.box.y, next.box.y)
        let gap = next.start - line.end
        return overlap > 0.5 * min(line.box.height, next.box.height)
            && gap > -0.5 * line.em && gap < 1.5 * line.em && hasSameStyle(line, next)
    }

    /// A bold line of its own does not run into plain text, nor the reverse.
    private func hasSameStyle(_ line: TextLine, _ next: TextLine) -> Bool {
        line.hasSize(of: next) && line.isRightToLeft == next.isRightToLeft
            && !(line.isBold && next.boldShare < 0.05)
            && !(next.isBold && line.boldShare < 0.05)
    }

    private func isCentered(_ line: TextLine, _ next: TextLine) -> Bool {
        abs(line.box.midX - next.box.midX) < 0.5 * line.em
            && abs(line.start - next.start) > 0.8 * line.em
    }

    /// Whether the lines are so far apart that each has a block of its own, as
    /// separate lines have too.
    private func isLoose(_ line: TextLine, _ next: TextLine) -> Bool {
        line.block != next.block && next.box.maxY - line.box.maxY > 1.4 * line.em
    }

    /// Whether several lines fill the column this one stands in.
    private func isProse(_ line: TextLine) -> Bool {
        (columns[ColumnKey(line)]?.fullLines ?? 0) >= 3
    }

    /// Whether the next line's first word would have fitted behind this line,
    /// in its block or before `columnEnd` where that is further out.
    private func hadRoom(
        after line: TextLine, for next: TextLine, before columnEnd: Double = -.infinity
    ) -> Bool {
        let end = max(blockEnds[line.block] ?? line.end, next.end, columnEnd)
        let width = sheet.words[next.words[0]].box.width
        return end - line.end > width + 1.2 * line.em
    }

    private func endsSentence(_ line: TextLine) -> Bool {
        guard let word = line.words.last,
            let last = sheet.words[word].text.unicodeScalars.last(where: {
                !"\"'”’»)]".unicodeScalars.contains($0)
            })
        else { return false }
        return ".?!:;。！？؟".unicodeScalars.contains(last)
    }

    /// Whether the indented line at `index` hangs under a first line that sticks
    /// out, as in a bibliography, rather than beginning a new paragraph.
    private func hangs(_ index: Int, under first: TextLine, in run: Range<Int>) -> Bool {
        let line = sheet.lines[index]
        if hadRoom(after: first, for: line) { return false }
        if startsLowercase(line) { return true }
        if endsSentence(first) { return false }
        guard index + 1 < run.upperBound else { return true }
        let next = sheet.lines[index + 1]
        if !sheet.follows(line, next, within: 1.3) { return true }
        return min(abs(next.start - line.start), abs(next.start - first.start)) < 0.4 * line.em
    }

    private func startsLowercase(_ line: TextLine) -> Bool {
        sheet.firstWord(of: line).unicodeScalars.first?.properties.isLowercase == true
    }
}
