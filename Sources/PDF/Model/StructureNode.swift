/// An element of a tagged PDF's logical structure tree (ISO 32000-1, 14.7).
///
/// Roles are standard types after the role map was applied.
public struct StructureNode: Hashable, Sendable {
    public var role: Role
    public var altText: String?
    /// Replacement text for everything below (`/ActualText`).
    public var actualText: String?
    /// From the attributes of table cells; at least 1.
    public var rowSpan: Int
    public var columnSpan: Int
    /// Whether `ListNumbering` names an ordered style.
    public var isOrderedList: Bool
    public var children: [Child]

    public init(
        role: Role, altText: String? = nil, actualText: String? = nil, rowSpan: Int = 1,
        columnSpan: Int = 1, isOrderedList: Bool = false, children: [Child] = []
    ) {
        self.role = role
        self.altText = altText
        self.actualText = actualText
        self.rowSpan = rowSpan
        self.columnSpan = columnSpan
        self.isOrderedList = isOrderedList
        self.children = children
    }

    public enum Child: Hashable, Sendable {
        case node(StructureNode)
        /// Content drawn on `page` (from 0) under a marked-content identifier.
        case markedContent(page: Int, identifier: Int)
    }

    public enum Role: Hashable, Sendable {
        /// Document, Part, Art, Sect, Div, NonStruct, Private and unknown roles.
        case grouping
        /// H1 … H6; 0 for a plain H, whose level is its nesting depth.
        case heading(Int)
        case paragraph, blockQuote, caption, index, tableOfContents, tableOfContentsItem
        case list, listItem, label, listBody
        case table, tableSection, tableRow, tableHeader, tableCell
        case figure, formula, form
        case note, code, quote
        /// Span, Link, Reference, BibEntry, Annot, Ruby, Warichu and the like.
        case inline
        /// Headers, footers and decoration that are not part of the text.
        case artifact
    }
}
