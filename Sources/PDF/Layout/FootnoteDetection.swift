/// Finds footnotes: small text at the page's foot that begins with a mark.
enum FootnoteDetection {
    /// Takes the lines that are footnotes and returns their blocks.
    static func takeFootnotes(from sheet: inout LineSheet) -> [PlacedBlock] {
        guard sheet.style.bodySize > 0 else { return [] }
        let style = sheet.style
        let small = sheet.runs {
            $0.fontSize <= 0.93 * style.bodySize && $0.box.midY > 0.4 * style.height
        }
        var blocks: [PlacedBlock] = []
        for run in small {
            var rest = run
            // Each column of the page may have its own.
            while let first = rest.first(where: { isOpening(of: $0, on: sheet) }) {
                let notes = self.notes(in: first..<run.upperBound, on: sheet)
                for note in notes {
                    blocks.append(placed(note, on: sheet))
                    sheet.take(note)
                }
                rest = (notes.last?.upperBound ?? run.upperBound)..<run.upperBound
            }
        }
        return blocks
    }

    /// Whether a footnote area can begin here: a mark below a gap.
    private static func isOpening(of index: Int, on sheet: LineSheet) -> Bool {
        let line = sheet.lines[index]
        guard label(of: line, on: sheet) != nil else { return false }
        guard index > 0 else { return true }
        let above = sheet.lines[index - 1]
        guard above.box.maxY < line.box.maxY, above.sharesColumn(with: line) else { return true }
        return line.box.y - above.box.maxY > 0.35 * line.em
    }

    /// A note reaches from its mark to the next one or to a gap.
    private static func notes(in run: Range<Int>, on sheet: LineSheet) -> [Range<Int>] {
        var notes: [Range<Int>] = []
        var start = run.lowerBound
        for index in run.dropFirst() {
            let line = sheet.lines[index]
            let isNext = label(of: line, on: sheet) != nil
            guard sheet.follows(sheet.lines[index - 1], line, within: isNext ? 3 : 1.5) else {
                return notes + [start..<index]
            }
            if isNext {
                notes.append(start..<index)
                start = index
            }
        }
        return notes + [start..<run.upperBound]
    }

    private static func placed(_ note: Range<Int>, on sheet: LineSheet) -> PlacedBlock {
        let words = sheet.words(of: note)
        let label = label(of: sheet.lines[note.lowerBound], on: sheet)
        let text = TextJoining.text(of: words.dropFirst(), in: sheet.words)
        return PlacedBlock(.footnote(label: label, text: text), showing: words, of: sheet.words)
    }

    /// The first word where it is a number of at most three digits or a
    /// footnote sign, and set smaller or higher than what follows or a sign.
    private static func label(of line: TextLine, on sheet: LineSheet) -> String? {
        guard line.words.count >= 2 else { return nil }
        let word = sheet.words[line.words[0]]
        let next = sheet.words[line.words[1]]
        let scalars = word.text.unicodeScalars
        guard scalars.count <= 3 else { return nil }
        if scalars.allSatisfy({ "*∗†‡§¶‖⁰¹²³⁴⁵⁶⁷⁸⁹".unicodeScalars.contains($0) }) {
            return word.text
        }
        guard scalars.allSatisfy({ (0x30...0x39).contains($0.value) }) else { return nil }
        let isRaised =
            word.style.fontSize < 0.9 * next.style.fontSize
            || word.box.maxY < next.box.maxY - 0.1 * line.em
        let isTextNext = next.text.unicodeScalars.first?.isLetter == true
        // A wider gap divides a page number from a running foot.
        let isNear = next.box.x - word.box.maxX < 0.7 * line.em
        return isRaised || (isTextNext && isNear) ? word.text : nil
    }
}
