extension StructureReading {
    /// Rows on their way to a table, with what they were read from.
    private struct RowCollection {
        var rows: [Block.Table.Row] = []
        var words: [Int] = []
        /// Pictures and notes in cells, to be added after the table.
        var nested: [StructureNode] = []
        var captions: [StructureNode] = []
    }

    /// More is not believed of a cell's span.
    private static let maxSpan = 1_000

    /// Adds a table, its caption before it.
    mutating func addTable(_ node: StructureNode, depth: Int) {
        var collection = RowCollection()
        collectRows(node, depth: depth, into: &collection)
        addNested(collection.captions, depth: depth)
        add(.table(Block.Table(rows: collection.rows)), showing: collection.words)
        addNested(collection.nested, depth: depth)
    }

    private mutating func collectRows(
        _ node: StructureNode, depth: Int, into collection: inout RowCollection
    ) {
        guard depth < Self.maxDepth else { return }
        for case .node(let child) in node.children {
            switch child.role {
            case .tableSection, .grouping, .inline:
                collectRows(child, depth: depth + 1, into: &collection)
            case .caption: collection.captions.append(child)
            case .artifact: _ = claim(child, depth: depth + 1)
            case .tableRow: addRow(child, depth: depth + 1, to: &collection)
            default:
                let row = StructureNode(role: .tableRow, children: [.node(child)])
                addRow(row, depth: depth + 1, to: &collection)
            }
        }
    }

    /// Adds a row; a row without a word on the page is left out.
    private mutating func addRow(
        _ node: StructureNode, depth: Int, to collection: inout RowCollection
    ) {
        var cells: [Block.Table.Cell] = []
        let wordCount = collection.words.count
        collectCells(node, depth: depth, cells: &cells, into: &collection)
        if collection.words.count > wordCount {
            collection.rows.append(Block.Table.Row(cells: cells))
        }
    }

    private mutating func collectCells(
        _ node: StructureNode, depth: Int, cells: inout [Block.Table.Cell],
        into collection: inout RowCollection
    ) {
        guard depth < Self.maxDepth else { return }
        for case .node(let child) in node.children {
            switch child.role {
            case .grouping: collectCells(child, depth: depth + 1, cells: &cells, into: &collection)
            case .artifact: _ = claim(child, depth: depth + 1)
            case .figure, .note: collection.nested.append(child)
            default:
                let gathered = gather(child, depth: depth + 1, isFlat: true)
                cells.append(cell(child, text: gathered.text(of: words)))
                collection.words += gathered.words
                collection.nested += gathered.nested
            }
        }
    }

    private func cell(_ node: StructureNode, text: String) -> Block.Table.Cell {
        Block.Table.Cell(
            text: text, isHeader: node.role == .tableHeader,
            rowSpan: min(max(node.rowSpan, 1), Self.maxSpan),
            columnSpan: min(max(node.columnSpan, 1), Self.maxSpan))
    }
}
