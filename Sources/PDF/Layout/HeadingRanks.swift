/// Ranks the headings of a whole document, which one page alone cannot.
public struct HeadingRanks: Hashable, Sendable, Codable {
    /// How a heading is set.
    public struct Style: Hashable, Sendable, Codable {
        /// In points, rounded to halves.
        public var fontSize: Double
        public var isBold: Bool

        public init(fontSize: Double, isBold: Bool) {
            self.fontSize = (fontSize * 2).rounded() / 2
            self.isBold = isBold
        }
    }

    /// The size most letters of the document have, in points, rounded to
    /// halves; 0 for a document without text.
    public private(set) var bodyFontSize: Double
    /// The styles of headings found by geometry, at most six: the largest
    /// first, bold before plain. The index plus 1 is the level.
    public private(set) var styles: [Style]

    /// Looks through the blocks of all pages, in any order.
    public init(_ pages: some Sequence<[Block]>) {
        var letters: [Style: Int] = [:]
        var headings: Set<Style> = []
        for block in pages.joined() {
            guard let style = block.setStyle else { continue }
            letters[style, default: 0] += block.letterCount
            if case .heading(level: nil, _) = block.content { headings.insert(style) }
        }
        let body = letters.max {
            ($0.value, $0.key.fontSize, $0.key.isBold ? 1 : 0)
                < ($1.value, $1.key.fontSize, $1.key.isBold ? 1 : 0)
        }?.key
        let bodySize = body?.fontSize ?? 0
        bodyFontSize = bodySize
        let ranked = headings.filter { $0 != body && ($0.isBold || $0.fontSize > bodySize) }
            .sorted(by: Self.isAbove)
        styles = Array(ranked.prefix(Self.maxLevel))
    }

    private static let maxLevel = 6

    private static func isAbove(_ first: Style, _ second: Style) -> Bool {
        (first.fontSize, first.isBold ? 1 : 0) > (second.fontSize, second.isBold ? 1 : 0)
    }

    /// The block as the whole document has it.
    ///
    /// A heading without a level gets one, or becomes a paragraph where its
    /// style is that of the document's text; a paragraph of one or two lines
    /// that is clearly larger than the document's text becomes a heading.
    public func ranking(_ block: Block) -> Block {
        guard let style = block.setStyle else { return block }
        var block = block
        switch block.content {
        case .heading(level: nil, let text):
            if styles.contains(style) || isClearlyLarger(block) || isBelowAll(style) {
                block.content = .heading(level: level(of: style), text: text)
            } else {
                block.content = .paragraph(text: text)
            }
        case .paragraph(let text)
        where block.lineCount <= 2 && isClearlyLarger(block) && HeadingDetection.isTitle(text):
            block.content = .heading(level: level(of: style), text: text)
        default: break
        }
        return block
    }

    private func isClearlyLarger(_ block: Block) -> Bool {
        bodyFontSize > 0 && block.fontSize >= HeadingDetection.clearlyLarger * bodyFontSize
    }

    /// Whether the style was a seventh or later one and fell off the list.
    private func isBelowAll(_ style: Style) -> Bool {
        guard styles.count == Self.maxLevel, let last = styles.last else { return false }
        return Self.isAbove(last, style) && (style.isBold || style.fontSize > bodyFontSize)
    }

    private func level(of style: Style) -> Int {
        let above = styles.count { Self.isAbove($0, style) }
        return min(above + 1, Self.maxLevel)
    }
}

extension Block {
    /// The style of its text; `nil` for a block without text.
    fileprivate var setStyle: HeadingRanks.Style? {
        guard fontSize > 0 else { return nil }
        return HeadingRanks.Style(fontSize: fontSize, isBold: isBold)
    }

    /// The letters of its text.
    fileprivate var letterCount: Int {
        switch content {
        case .heading(_, let text), .paragraph(let text), .quote(let text), .code(let text),
            .footnote(_, let text):
            text.scalarCount
        case .list(let list): list.letterCount
        case .table(let table):
            table.rows.reduce(0) { sum, row in
                row.cells.reduce(sum) { $0 + $1.text.scalarCount }
            }
        case .image: 0
        }
    }
}

extension Block.List {
    fileprivate var letterCount: Int {
        items.reduce(0) { sum, item in
            item.subList.reduce(sum + item.text.scalarCount) { $0 + $1.letterCount }
        }
    }
}
