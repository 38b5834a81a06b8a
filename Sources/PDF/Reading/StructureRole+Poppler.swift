import CPoppler

extension StructureNode.Role {
    init(_ role: cpoppler_role, level: Int) {
        switch role {
        case CPOPPLER_HEADING: self = .heading(level)
        case CPOPPLER_PARAGRAPH: self = .paragraph
        case CPOPPLER_BLOCK_QUOTE: self = .blockQuote
        case CPOPPLER_CAPTION: self = .caption
        case CPOPPLER_INDEX: self = .index
        case CPOPPLER_TABLE_OF_CONTENTS: self = .tableOfContents
        case CPOPPLER_TABLE_OF_CONTENTS_ITEM: self = .tableOfContentsItem
        case CPOPPLER_LIST: self = .list
        case CPOPPLER_LIST_ITEM: self = .listItem
        case CPOPPLER_LABEL: self = .label
        case CPOPPLER_LIST_BODY: self = .listBody
        case CPOPPLER_TABLE: self = .table
        case CPOPPLER_TABLE_SECTION: self = .tableSection
        case CPOPPLER_TABLE_ROW: self = .tableRow
        case CPOPPLER_TABLE_HEADER: self = .tableHeader
        case CPOPPLER_TABLE_CELL: self = .tableCell
        case CPOPPLER_FIGURE: self = .figure
        case CPOPPLER_FORMULA: self = .formula
        case CPOPPLER_FORM: self = .form
        case CPOPPLER_NOTE: self = .note
        case CPOPPLER_CODE: self = .code
        case CPOPPLER_QUOTE: self = .quote
        case CPOPPLER_INLINE: self = .inline
        case CPOPPLER_ARTIFACT: self = .artifact
        default: self = .grouping
        }
    }
}
