/// A word on a page, as Poppler's text extraction joined it.
public struct Word: Hashable, Sendable {
    /// The letters in logical order (right-to-left words too), never empty.
    public var text: String
    public var box: Rectangle
    public var style: TextStyle

    /// Which line, block and flow of the page the word belongs to.
    ///
    /// Numbered from 0 over the whole page in the order Poppler reads it: two
    /// words with the same `line` stand on one line of one of its blocks. A flow
    /// is a run of blocks that reads on, such as a column.
    public var line: Int
    public var block: Int
    public var flow: Int

    /// Whether a space or a line end follows; false inside text that is set
    /// without spaces, such as Chinese.
    public var isFollowedBySpace: Bool

    /// The marked-content identifier (ISO 32000-1, 14.7.4.2) under which the
    /// word's first letter was drawn, which ties it to the structure tree.
    /// Inside a form XObject, which numbers its content for itself, the form's
    /// object number stands above bit 24.
    public var markedContent: Int?

    public init(
        text: String, box: Rectangle, style: TextStyle, line: Int, block: Int, flow: Int,
        isFollowedBySpace: Bool = true, markedContent: Int? = nil
    ) {
        self.text = text
        self.box = box
        self.style = style
        self.line = line
        self.block = block
        self.flow = flow
        self.isFollowedBySpace = isFollowedBySpace
        self.markedContent = markedContent
    }
}

/// How a word is set.
public struct TextStyle: Hashable, Sendable {
    /// The size in points as displayed, transformations included.
    public var fontSize: Double
    public var isBold: Bool
    public var isItalic: Bool
    public var isFixedWidth: Bool

    /// Drawn without ink (text render mode 3) or painted over by a picture that
    /// fills the page, as the text layer of a scan is.
    public var isInvisible: Bool

    public init(
        fontSize: Double, isBold: Bool = false, isItalic: Bool = false,
        isFixedWidth: Bool = false, isInvisible: Bool = false
    ) {
        self.fontSize = fontSize
        self.isBold = isBold
        self.isItalic = isItalic
        self.isFixedWidth = isFixedWidth
        self.isInvisible = isInvisible
    }
}
