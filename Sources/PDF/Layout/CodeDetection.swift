/// Finds program text: lines in fixed-width fonts under each other.
enum CodeDetection {
    /// Takes the lines that are code and returns their blocks.
    static func takeCode(from sheet: inout LineSheet) -> [PlacedBlock] {
        var blocks: [PlacedBlock] = []
        for run in sheet.runs(where: \.isFixedWidth) {
            for part in parts(of: run, on: sheet) {
                let rows = rows(of: part.map { sheet.lines[$0] }, words: sheet.words)
                guard rows.count >= 2, isCode(part, on: sheet),
                    hasOneAdvance(rows, words: sheet.words)
                else { continue }
                let text = text(of: rows, words: sheet.words, style: sheet.style)
                let block = PlacedBlock(
                    .code(text: text), showing: rows.flatMap(\.words), of: sheet.words)
                blocks.append(block.counting(lines: rows.count))
                sheet.take(part)
            }
        }
        return blocks
    }

    /// Splits a run where the column or the size changes, or a wide gap opens.
    ///
    /// A line may stand beside or between those before it: what stands behind
    /// the statements, such as comments, is a column of its own to Poppler.
    private static func parts(of run: Range<Int>, on sheet: LineSheet) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = run.lowerBound
        var box = sheet.lines[start].box
        for index in run.dropFirst() {
            let next = sheet.lines[index]
            let isElsewhere =
                next.box.maxY - box.maxY > 3.5 * next.em || next.box.maxY < box.y
                || (box.maxX <= sheet.style.width / 2 && next.box.x >= sheet.style.width / 2)
            if isElsewhere || !sheet.lines[index - 1].hasSize(of: next) {
                parts.append(start..<index)
                start = index
                box = next.box
            }
            box = box.union(next.box)
        }
        parts.append(start..<run.upperBound)
        return parts
    }

    /// Puts lines that stand beside each other together, from the top down.
    private static func rows(of lines: [TextLine], words: [Word]) -> [TextLine] {
        var rows: [[TextLine]] = []
        var height = -Double.infinity
        for line in lines.sorted(by: { $0.box.midY < $1.box.midY }) {
            if line.box.midY - height > 0.5 * line.em {
                rows.append([])
                height = line.box.midY
            }
            rows[rows.count - 1].append(line)
        }
        return rows.map { row in
            TextLine(row.sorted { $0.box.x < $1.box.x }.flatMap(\.words), of: words)
        }
    }

    /// On a page of typescript only what is full of signs is code.
    private static func isCode(_ part: Range<Int>, on sheet: LineSheet) -> Bool {
        guard sheet.style.isTypescript else { return true }
        var letters = 0
        var signs = 0
        for word in sheet.words(of: part) {
            letters += sheet.words[word].text.utf8.count
            signs += sheet.words[word].text.utf8.count { "{}()[]<>=;_+&|\\#".utf8.contains($0) }
        }
        return Double(signs) > 0.05 * Double(letters)
    }

    /// Whether the letters are really equally wide: fonts lie about it.
    private static func hasOneAdvance(_ lines: [TextLine], words: [Word]) -> Bool {
        let usual = letterWidth(lines, words: words)
        let long = lines.flatMap(\.words).filter { words[$0].text.count >= 3 }
        let equal = long.count { index in
            let advance = words[index].box.width / Double(words[index].text.count)
            return abs(advance - usual) <= 0.06 * usual
        }
        return equal * 10 >= long.count * 8
    }

    /// The lines with their breaks, their indents and the gaps inside them.
    static func text(of lines: [TextLine], words: [Word], style: PageStyle) -> String {
        let left = lines.map(\.box.x).min() ?? 0
        let width = max(letterWidth(lines, words: words), 0.5)
        var text = ""
        var above: TextLine?
        for line in lines {
            if let above {
                let down = line.box.maxY - above.box.maxY
                text += down > 1.7 * style.pitch(line.fontSize) ? "\n\n" : "\n"
            }
            text += spaces((line.box.x - left) / width, least: 0)
            text += setLine(line, letterWidth: width, words: words)
            above = line
        }
        return text
    }

    private static func setLine(
        _ line: TextLine, letterWidth: Double, words: [Word]
    ) -> String {
        var text = ""
        var last: Word?
        for index in line.words {
            let word = words[index]
            if let last, last.isFollowedBySpace {
                text += spaces((word.box.x - last.box.maxX) / letterWidth, least: 1)
            }
            text += word.text
            last = word
        }
        return text
    }

    private static func spaces(_ width: Double, least: Int) -> String {
        String(repeating: " ", count: max(least, Int(min(max(width, 0), 80).rounded())))
    }

    /// The median advance of a letter, in points.
    private static func letterWidth(_ lines: [TextLine], words: [Word]) -> Double {
        let widths = lines.flatMap(\.words).map { index in
            words[index].box.width / Double(max(words[index].text.count, 1))
        }
        return widths.sorted()[widths.count / 2]
    }
}
