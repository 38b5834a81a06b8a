/// A piece of a page's structure, in reading order.
public struct Block: Hashable, Sendable {
    public var content: Content
    /// Everything the block shows.
    public var box: Rectangle
    /// The most frequent font size of the block's letters, in points; 0 where
    /// the block has no text.
    public var fontSize: Double
    /// Whether most of its letters are bold.
    public var isBold: Bool
    /// How many lines of text it has.
    public var lineCount: Int

    public init(
        content: Content, box: Rectangle, fontSize: Double = 0, isBold: Bool = false,
        lineCount: Int = 0
    ) {
        self.content = content
        self.box = box
        self.fontSize = fontSize
        self.isBold = isBold
        self.lineCount = lineCount
    }

    public enum Content: Hashable, Sendable {
        /// `level` counts from 1; `nil` where fonts and geometry found a heading
        /// and only the whole document can tell its rank.
        case heading(level: Int?, text: String)
        case paragraph(text: String)
        case list(List)
        case table(Table)
        /// A picture; `altText` comes from the structure tree.
        case image(altText: String?)
        case quote(text: String)
        case code(text: String)
        case footnote(label: String?, text: String)
    }

    public struct List: Hashable, Sendable {
        public var isOrdered: Bool
        /// The number of the first item of an ordered list.
        public var start: Int
        public var items: [Item]

        public init(isOrdered: Bool, start: Int = 1, items: [Item]) {
            self.isOrdered = isOrdered
            self.start = start
            self.items = items
        }

        public struct Item: Hashable, Sendable {
            /// The text without its bullet or number.
            public var text: String
            /// At most one nested list.
            public var subList: [List]

            public init(text: String, subList: List? = nil) {
                self.text = text
                self.subList = subList.map { [$0] } ?? []
            }
        }
    }

    public struct Table: Hashable, Sendable {
        public var rows: [Row]

        public init(rows: [Row]) {
            self.rows = rows
        }

        public struct Row: Hashable, Sendable {
            public var cells: [Cell]

            public init(cells: [Cell]) {
                self.cells = cells
            }
        }

        public struct Cell: Hashable, Sendable {
            public var text: String
            public var isHeader: Bool
            /// At least 1.
            public var rowSpan: Int
            /// At least 1.
            public var columnSpan: Int

            public init(
                text: String, isHeader: Bool = false, rowSpan: Int = 1, columnSpan: Int = 1
            ) {
                self.text = text
                self.isHeader = isHeader
                self.rowSpan = rowSpan
                self.columnSpan = columnSpan
            }
        }
    }
}
