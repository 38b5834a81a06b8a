internal import PDF

extension PageLayout {
    /// The first byte of the binary form; another one is another format.
    private static let format: UInt8 = 1

    /// How deep lists may be nested; deeper ones are cut, and refused when read.
    private static let maxListDepth = 16

    /// The binary form: see `docs/page-layout.md`.
    var encoded: [UInt8] {
        var writer = ByteWriter()
        writer.write(byte: Self.format)
        writer.write(count: words.count)
        for word in words {
            writer.write(text: word.text)
            writer.write(word.box)
        }
        writer.write(count: blocks.count)
        for block in blocks { writer.write(block) }
        return writer.bytes
    }

    /// Reads the binary form; throws `ByteReader.Malformed` for anything else.
    init(decoding bytes: [UInt8]) throws {
        var words: [PageWord] = []
        blocks = try Self.read(bytes) { words.append($0) }
        self.words = words
    }

    /// Reads the blocks alone.
    static func blocks(decoding bytes: [UInt8]) throws -> [Block] {
        try read(bytes) { _ in }
    }

    /// Throws `ByteReader.Malformed` for anything but the binary form.
    static func check(_ bytes: [UInt8]) throws {
        _ = try read(bytes) { _ in }
    }

    private static func read(_ bytes: [UInt8], _ onWord: (PageWord) -> Void) throws -> [Block] {
        var reader = ByteReader(bytes)
        guard try reader.readByte() == format else { throw ByteReader.Malformed() }
        for _ in 0..<(try reader.readCount(ofElementsOver: 9)) {
            onWord(PageWord(text: try reader.readText(), box: try reader.readBox()))
        }
        var blocks: [Block] = []
        for _ in 0..<(try reader.readCount(ofElementsOver: 14)) {
            blocks.append(try reader.readBlock())
        }
        guard reader.isAtEnd else { throw ByteReader.Malformed() }
        return blocks
    }

    fileprivate enum Tag: UInt8 {
        case heading = 1
        case paragraph, list, table, image, quote, code, footnote
    }

    fileprivate static var listDepthLimit: Int { maxListDepth }
}

extension ByteWriter {
    /// As in PDF and HTML.
    fileprivate static let maxHeadingLevel = 6

    fileprivate mutating func write(_ box: Rectangle) {
        for share in [box.x, box.y, box.width, box.height] { write(share: share) }
    }

    fileprivate mutating func write(_ tag: PageLayout.Tag) {
        write(byte: tag.rawValue)
    }

    fileprivate mutating func write(_ block: Block) {
        write(block.content)
        write(block.box)
        write(number: block.fontSize)
        write(byte: block.isBold ? 1 : 0)
        write(count: block.lineCount)
    }

    private mutating func write(_ content: Block.Content) {
        switch content {
        case .heading(let level, let text):
            write(.heading)
            write(byte: UInt8(min(max(level ?? 0, 0), Self.maxHeadingLevel)))
            write(text: text)
        case .paragraph(let text):
            write(.paragraph)
            write(text: text)
        case .list(let list):
            write(.list)
            write(list, depth: 1)
        case .table(let table):
            write(.table)
            write(table)
        case .image(let altText):
            write(.image)
            write(optional: altText)
        case .quote(let text):
            write(.quote)
            write(text: text)
        case .code(let text):
            write(.code)
            write(text: text)
        case .footnote(let label, let text):
            write(.footnote)
            write(optional: label)
            write(text: text)
        }
    }

    private mutating func write(_ list: Block.List, depth: Int) {
        write(byte: list.isOrdered ? 1 : 0)
        write(count: list.start)
        write(count: list.items.count)
        for item in list.items {
            write(text: item.text)
            let subList = depth < PageLayout.listDepthLimit ? item.subList.first : nil
            write(byte: subList == nil ? 0 : 1)
            if let subList { write(subList, depth: depth + 1) }
        }
    }

    private mutating func write(_ table: Block.Table) {
        write(count: table.rows.count)
        for row in table.rows {
            write(count: row.cells.count)
            for cell in row.cells {
                write(text: cell.text)
                write(byte: cell.isHeader ? 1 : 0)
                write(count: max(1, cell.rowSpan))
                write(count: max(1, cell.columnSpan))
            }
        }
    }
}

extension ByteReader {
    fileprivate mutating func readBox() throws(Malformed) -> Rectangle {
        Rectangle(
            x: try readShare(), y: try readShare(), width: try readShare(),
            height: try readShare())
    }

    fileprivate mutating func readBlock() throws(Malformed) -> Block {
        Block(
            content: try readContent(), box: try readBox(), fontSize: try readNumber(),
            isBold: try readFlag(), lineCount: try readCount())
    }

    private mutating func readContent() throws(Malformed) -> Block.Content {
        guard let tag = PageLayout.Tag(rawValue: try readByte()) else { throw Malformed() }
        switch tag {
        case .heading:
            let level = Int(try readByte())
            guard level <= ByteWriter.maxHeadingLevel else { throw Malformed() }
            return .heading(level: level == 0 ? nil : level, text: try readText())
        case .paragraph: return .paragraph(text: try readText())
        case .list: return .list(try readList(depth: 1))
        case .table: return .table(try readTable())
        case .image: return .image(altText: try readOptionalText())
        case .quote: return .quote(text: try readText())
        case .code: return .code(text: try readText())
        case .footnote:
            return .footnote(label: try readOptionalText(), text: try readText())
        }
    }

    private mutating func readList(depth: Int) throws(Malformed) -> Block.List {
        guard depth <= PageLayout.listDepthLimit else { throw Malformed() }
        let isOrdered = try readFlag()
        let start = try readCount()
        var items: [Block.List.Item] = []
        for _ in 0..<(try readCount(ofElementsOver: 2)) {
            let text = try readText()
            let subList = try readFlag() ? try readList(depth: depth + 1) : nil
            items.append(Block.List.Item(text: text, subList: subList))
        }
        return Block.List(isOrdered: isOrdered, start: start, items: items)
    }

    private mutating func readSpan() throws(Malformed) -> Int {
        let span = try readCount()
        guard span >= 1 else { throw Malformed() }
        return span
    }

    private mutating func readTable() throws(Malformed) -> Block.Table {
        var rows: [Block.Table.Row] = []
        for _ in 0..<(try readCount(ofElementsOver: 1)) {
            var cells: [Block.Table.Cell] = []
            for _ in 0..<(try readCount(ofElementsOver: 4)) {
                cells.append(
                    Block.Table.Cell(
                        text: try readText(), isHeader: try readFlag(),
                        rowSpan: try readSpan(), columnSpan: try readSpan()))
            }
            rows.append(Block.Table.Row(cells: cells))
        }
        return Block.Table(rows: rows)
    }
}
