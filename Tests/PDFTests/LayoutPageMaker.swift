import PDF

/// Sets text on a page the way Poppler reports it.
///
/// Letters are half as wide as the font is large, spaces a quarter; the y of a
/// line is the top of its box.
struct LayoutPageMaker {
    var words: [Word] = []
    private(set) var line = -1
    private(set) var block = -1

    /// Later lines belong to a new block and flow.
    mutating func newBlock() { block += 1 }

    @discardableResult
    mutating func line(
        _ text: String, x: Double, y: Double, size: Double = 10, bold: Bool = false,
        fixed: Bool = false, mark: Int? = nil, gap: Double? = nil
    ) -> Double {
        line += 1
        if block < 0 { block = 0 }
        let advance = (fixed ? 0.6 : 0.5) * size
        let space = gap ?? (fixed ? advance : 0.25 * size)
        var left = x
        for word in text.split(separator: " ") {
            let width = advance * Double(word.count)
            words.append(
                Word(
                    text: String(word),
                    box: Rectangle(x: left, y: y, width: width, height: 1.1 * size),
                    style: TextStyle(fontSize: size, isBold: bold, isFixedWidth: fixed),
                    line: line, block: block, flow: block, markedContent: mark))
            left += width + space
        }
        return left - space
    }

    /// Sets lines under each other as one block.
    mutating func lines(
        _ texts: [String], x: Double, y: Double, size: Double = 10, pitch: Double? = nil,
        bold: Bool = false, fixed: Bool = false
    ) {
        newBlock()
        for (index, text) in texts.enumerated() {
            let top = y + Double(index) * (pitch ?? 1.2 * size)
            line(text, x: x, y: top, size: size, bold: bold, fixed: fixed)
        }
    }

    /// Sets the cells of a column as a block; empty texts leave a gap.
    mutating func column(
        _ texts: [String], x: Double, y: Double, size: Double = 10, pitch: Double = 16,
        flushRight: Bool = false, boldHead: Bool = false
    ) {
        newBlock()
        for (index, text) in texts.enumerated() where !text.isEmpty {
            let width = text.split(separator: " ").reduce(-0.25 * size) {
                $0 + (0.5 * Double($1.count) + 0.25) * size
            }
            line(
                text, x: flushRight ? x - width : x, y: y + Double(index) * pitch, size: size,
                bold: boldHead && index == 0)
        }
    }

    /// A body paragraph of five full lines, to tell the page's usual style.
    mutating func body(x: Double = 50, y: Double, size: Double = 10) {
        lines(
            Array(repeating: "the quick brown fox jumps over the lazy dog and then it", count: 4)
                + ["rests in the grass."], x: x, y: y, size: size)
    }

    func blocks(images: [PageImage] = [], structure: StructureNode? = nil) -> [Block] {
        LayoutAnalysis(
            pageWidth: 600, pageHeight: 800, words: words, images: images, structure: structure
        ).blocks()
    }
}

extension Block {
    /// The block in one line, for comparing.
    var outline: String {
        switch content {
        case .heading(let level, let text): "H\(level ?? 0) \(text)"
        case .paragraph(let text): "P \(text)"
        case .list(let list): list.outline
        case .table(let table): table.outline
        case .image(let altText): "I \(altText ?? "")"
        case .quote(let text): "Q \(text)"
        case .code(let text): "C \(text)"
        case .footnote(let label, let text): "N[\(label ?? "")] \(text)"
        }
    }

    /// All its text.
    var allText: String {
        switch content {
        case .heading(_, let text), .paragraph(let text), .quote(let text), .code(let text): text
        case .footnote(let label, let text): (label ?? "") + text
        case .list(let list): list.allText
        case .table(let table): table.rows.flatMap { $0.cells.map(\.text) }.joined()
        case .image: ""
        }
    }
}

extension Block.List {
    var outline: String {
        let texts = items.map { item in
            item.text + item.subList.map { " " + $0.outline }.joined()
        }
        return (isOrdered ? "O\(start)" : "U") + "(" + texts.joined(separator: "; ") + ")"
    }

    var allText: String {
        items.map { $0.text + $0.subList.map(\.allText).joined() }.joined()
    }
}

extension Block.Table {
    var outline: String {
        "T " + rows.map { $0.cells.map(\.outline).joined(separator: "|") }.joined(separator: " / ")
    }
}

extension Block.Table.Cell {
    var outline: String {
        let span = (columnSpan > 1 ? "<\(columnSpan)" : "") + (rowSpan > 1 ? "^\(rowSpan)" : "")
        return (isHeader ? "#" : "") + text + span
    }
}
