/// Reads blocks from the logical structure tree of a tagged PDF.
///
/// What no element claims, and what hangs directly under grouping elements, is
/// left to be read from its geometry.
struct StructureReading {
    /// In the order of the tree. `firstWord` is where an element's text stands
    /// on the page, and for a picture without text that of the block before it.
    private(set) var blocks: [PlacedBlock] = []
    /// What elements claimed of the page.
    private(set) var content: MarkedContentIndex

    /// All words of the page.
    let words: [Word]
    /// All pictures of the page.
    let images: [PageImage]
    /// What is usual on the page.
    let style: PageStyle
    /// Words of figures: known to the tree, though left to geometry.
    private var figureWordCount = 0

    /// A hostile tree may be deeper than the stack; what lies below this is
    /// left unclaimed.
    static let maxDepth = 100

    /// Reads the whole tree, which is pruned to the page.
    init(words: [Word], images: [PageImage], style: PageStyle, tree: StructureNode) {
        self.words = words
        self.images = images
        self.style = style
        content = MarkedContentIndex(words: words, images: images)
        visit(tree, depth: 0, sections: 0)
    }

    /// Whether the tree knows at least half of the page's words.
    var isTrustworthy: Bool {
        let known = content.isClaimed.count { $0 } + figureWordCount
        return known * 2 >= words.count
    }

    /// `sections` counts the grouping elements around, without the root.
    private mutating func visit(_ node: StructureNode, depth: Int, sections: Int) {
        guard depth < Self.maxDepth else { return }
        if let replacement = node.actualText, !node.role.hasOwnReplacement {
            return addReplacement(replacement, for: node, depth: depth)
        }
        switch node.role {
        case .grouping:
            visitChildren(of: node, depth: depth, sections: depth == 0 ? 0 : sections + 1)
        case .inline, .quote, .index, .tableSection, .tableRow, .listItem:
            visitChildren(of: node, depth: depth, sections: sections)
        case .heading(let level):
            let level = level > 0 ? level : sections
            addText(of: node, depth: depth) { .heading(level: min(max(level, 1), 6), text: $0) }
        case .paragraph, .caption, .formula, .form, .label, .listBody, .tableOfContentsItem,
            .tableHeader, .tableCell:
            addText(of: node, depth: depth) { .paragraph(text: $0) }
        case .blockQuote: addText(of: node, depth: depth) { .quote(text: $0) }
        case .code: addCode(node, depth: depth)
        case .note: addNote(node, depth: depth)
        case .list, .tableOfContents: addList(node, depth: depth)
        case .table: addTable(node, depth: depth)
        case .figure: addFigure(node, depth: depth)
        case .artifact: _ = claim(node, depth: depth)
        }
    }

    private mutating func visitChildren(of node: StructureNode, depth: Int, sections: Int) {
        for case .node(let child) in node.children {
            visit(child, depth: depth + 1, sections: sections)
        }
    }

    // MARK: - Gathering

    /// The text below an element. Pictures, notes, lists and tables inside come
    /// out as nested, all but pictures and notes as text where `isFlat`.
    mutating func gather(
        _ node: StructureNode, depth: Int, isFlat: Bool = false
    ) -> GatheredText {
        var gathered = GatheredText()
        gather(node, depth: depth, isFlat: isFlat, into: &gathered)
        return gathered
    }

    private mutating func gather(
        _ node: StructureNode, depth: Int, isFlat: Bool, into gathered: inout GatheredText
    ) {
        guard depth < Self.maxDepth else { return }
        if let replacement = node.actualText {
            return gathered.append(replacement, for: claim(node, depth: depth))
        }
        for child in node.children {
            switch child {
            case .markedContent(_, let mark):
                gathered.append(content.claimWords(under: mark))
            case .node(let child):
                gather(child: child, depth: depth + 1, isFlat: isFlat, into: &gathered)
            }
        }
    }

    private mutating func gather(
        child: StructureNode, depth: Int, isFlat: Bool, into gathered: inout GatheredText
    ) {
        switch child.role {
        case .artifact: _ = claim(child, depth: depth)
        case .figure, .note: gathered.nested.append(child)
        case .label where !isFlat: gathered.label += claim(child, depth: depth)
        case let role where !isFlat && role.isListOrTable: gathered.nested.append(child)
        default: gather(child, depth: depth, isFlat: isFlat, into: &gathered)
        }
    }

    /// Takes all words and pictures below an element out of the page.
    mutating func claim(_ node: StructureNode, depth: Int) -> [Int] {
        guard depth < Self.maxDepth else { return [] }
        var claimed: [Int] = []
        for child in node.children {
            switch child {
            case .markedContent(_, let mark):
                claimed += content.claimWords(under: mark)
                _ = content.claimImages(under: mark)
            case .node(let child): claimed += claim(child, depth: depth + 1)
            }
        }
        return claimed
    }

    // MARK: - Adding

    /// Adds a block that shows the words; nothing where there are none.
    mutating func add(_ content: Block.Content, showing indices: [Int]) {
        guard !indices.isEmpty else { return }
        blocks.append(PlacedBlock(content, showing: indices, of: words))
    }

    /// Adds the elements found inside text, after it.
    mutating func addNested(_ nodes: [StructureNode], depth: Int) {
        for node in nodes { visit(node, depth: depth + 1, sections: 0) }
    }

    private mutating func addReplacement(_ text: String, for node: StructureNode, depth: Int) {
        add(.paragraph(text: text), showing: claim(node, depth: depth))
    }

    private mutating func addText(
        of node: StructureNode, depth: Int, as content: (String) -> Block.Content
    ) {
        let gathered = gather(node, depth: depth)
        // A label in running text is part of it.
        var text = gathered.text(of: words)
        if !gathered.label.isEmpty {
            let label = TextJoining.text(of: gathered.label, in: words)
            text = text.isEmpty ? label : label + " " + text
        }
        add(content(text), showing: gathered.label + gathered.words)
        addNested(gathered.nested, depth: depth)
    }

    private mutating func addCode(_ node: StructureNode, depth: Int) {
        let gathered = gather(node, depth: depth, isFlat: true)
        if gathered.isReplaced || gathered.words.isEmpty {
            add(.code(text: gathered.text(of: words)), showing: gathered.words)
        } else {
            let lines = LineAssembly(words: words).lines(of: gathered.words)
            add(
                .code(text: CodeDetection.text(of: lines, words: words, style: style)),
                showing: gathered.words)
        }
        addNested(gathered.nested, depth: depth)
    }

    private mutating func addNote(_ node: StructureNode, depth: Int) {
        let gathered = gather(node, depth: depth)
        let label = gathered.label.isEmpty ? nil : TextJoining.text(of: gathered.label, in: words)
        add(
            .footnote(label: label, text: gathered.text(of: words)),
            showing: gathered.label + gathered.words)
        addNested(gathered.nested, depth: depth)
    }

    // MARK: - Figures

    /// Adds a picture where the page shows it. Letters drawn in it are left to
    /// geometry, unless the element has a replacement for them.
    private mutating func addFigure(_ node: StructureNode, depth: Int) {
        var marks: [Int] = []
        var captions: [StructureNode] = []
        collectFigure(node, depth: depth, marks: &marks, captions: &captions)
        var boxes: [Rectangle] = []
        var drawn: [Int] = []
        for mark in marks {
            boxes += content.claimImages(under: mark).map { images[$0].box }
            drawn +=
                node.actualText == nil
                ? content.words(under: mark) : content.claimWords(under: mark)
        }
        if node.actualText == nil { figureWordCount += drawn.count }
        boxes += drawn.map { words[$0].box }
        if let first = boxes.first {
            let box = boxes.dropFirst().reduce(first) { $0.union($1) }
            let block = Block(
                content: .image(altText: node.altText ?? node.actualText), box: box)
            let firstWord = drawn.min() ?? blocks.last?.firstWord ?? 0
            blocks.append(PlacedBlock(block, firstWord: firstWord))
        }
        addNested(captions, depth: depth)
    }

    private func collectFigure(
        _ node: StructureNode, depth: Int, marks: inout [Int], captions: inout [StructureNode]
    ) {
        guard depth < Self.maxDepth else { return }
        for child in node.children {
            switch child {
            case .markedContent(_, let mark): marks.append(mark)
            case .node(let child) where child.role == .caption: captions.append(child)
            case .node(let child):
                collectFigure(child, depth: depth + 1, marks: &marks, captions: &captions)
            }
        }
    }
}

extension StructureNode.Role {
    fileprivate var isListOrTable: Bool {
        switch self {
        case .list, .tableOfContents, .table: true
        default: false
        }
    }

    /// Whether reading the element takes care of its replacement text itself.
    fileprivate var hasOwnReplacement: Bool {
        switch self {
        case .grouping, .inline, .quote, .index, .tableSection, .tableRow, .listItem, .list,
            .tableOfContents, .table:
            false
        default: true
        }
    }
}
