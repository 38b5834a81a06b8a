/// Reads the structure of text from its fonts and geometry alone.
struct GeometryReading {
    /// All words of the page.
    let words: [Word]
    /// What is usual on the page.
    let style: PageStyle

    /// The blocks made of the words at `indices`, which ascend, in reading
    /// order. Each word lands in exactly one block.
    func blocks(of indices: [Int]) -> [PlacedBlock] {
        let numbers = LineNumbers.find(in: indices, of: words, pageHeight: style.height)
        let text = without(numbers, indices)
        let tables = TableDetection(words: words, lines: lines(of: text), style: style)
            .tables()
        let remaining = without(tables.flatMap(\.words), text)
        var sheet = LineSheet(words: words, lines: lines(of: remaining), style: style)
        var blocks = tables.map(\.block)
        blocks += CodeDetection.takeCode(from: &sheet)
        blocks += FootnoteDetection.takeFootnotes(from: &sheet)
        blocks += ListDetection.takeLists(from: &sheet)
        blocks += paragraphs(on: sheet)
        if !numbers.isEmpty {
            let text = TextJoining.text(of: numbers, in: words)
            blocks.append(PlacedBlock(.paragraph(text: text), showing: numbers, of: words))
        }
        blocks.sort { $0.firstWord < $1.firstWord }
        blocks = LabelGathering(blocks, words: words).gathered()
        return ReadingOrder(blocks, style: style, isRightToLeft: isRightToLeft(indices)).sorted()
    }

    private func isRightToLeft(_ indices: [Int]) -> Bool {
        let count = indices.count { words[$0].text.unicodeScalars.first?.isRightToLeft == true }
        return count * 2 > indices.count
    }

    private func lines(of indices: [Int]) -> [TextLine] {
        LineAssembly(words: words).lines(of: indices)
    }

    private func without(_ taken: [Int], _ indices: [Int]) -> [Int] {
        guard !taken.isEmpty else { return indices }
        var isTaken = [Bool](repeating: false, count: words.count)
        for index in taken { isTaken[index] = true }
        return indices.filter { !isTaken[$0] }
    }

    private func paragraphs(on sheet: LineSheet) -> [PlacedBlock] {
        let splitting = ParagraphSplitting(sheet)
        return sheet.runs { _ in true }.flatMap { run in
            splitting.paragraphs(in: run).map { lines in
                paragraph(sheet.words(of: lines), lines: lines.map { sheet.lines[$0] })
            }
        }
    }

    private func paragraph(_ indices: [Int], lines: [TextLine]) -> PlacedBlock {
        let text = TextJoining.text(of: indices, in: words)
        var placed = PlacedBlock(.paragraph(text: text), showing: indices, of: words)
        if HeadingDetection.isHeading(
            text, fontSize: placed.block.fontSize, isBold: lines.allSatisfy(\.isBold),
            lineCount: placed.block.lineCount, style: style)
        {
            placed.block.content = .heading(level: nil, text: text)
        }
        return placed
    }
}
