internal import PDF

extension RecordSchema.Block {
    init(_ block: PDF.Block, id: String) {
        self.init(id: id)
        switch block.content {
        case .heading(let level, let text):
            heading = RecordSchema.Heading(level: level ?? 1, text: text)
        case .paragraph(let text):
            paragraph = RecordSchema.Text(text: text)
        case .list(let content):
            list = RecordSchema.List(content)
        case .table(let content):
            table = RecordSchema.Table(content)
        case .image(let altText):
            image = RecordSchema.Image(alt_text: altText)
        case .quote(let text):
            quote = RecordSchema.Text(text: text)
        case .code(let text):
            code_block = RecordSchema.Code(code: text)
        case .footnote(let label, let text):
            footnote = RecordSchema.Footnote(label: label, text: text)
        }
    }
}

extension RecordSchema.List {
    fileprivate init(_ list: PDF.Block.List) {
        self.init(
            items: list.items.map { item in
                Item(text: item.text, sub_list: item.subList.map(RecordSchema.List.init))
            },
            start: list.isOrdered ? list.start : nil,
            style: list.isOrdered ? "LIST_STYLE_ORDERED" : "LIST_STYLE_UNORDERED")
    }
}

extension RecordSchema.Table {
    fileprivate init(_ table: PDF.Block.Table) {
        self.init(
            rows: table.rows.map { row in
                Row(
                    cells: row.cells.map { cell in
                        Cell(
                            col_span: cell.columnSpan, is_header: cell.isHeader,
                            row_span: cell.rowSpan, text: cell.text)
                    })
            })
    }
}
