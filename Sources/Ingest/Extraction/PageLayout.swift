public import PDF

/// The words and blocks of a page, with boxes as shares of the page.
///
/// This is what a record keeps. Shares are 0…1 from the top left, exact to
/// 1/65535 of the page's side.
public struct PageLayout: Hashable, Sendable {
    /// In reading order.
    public var words: [PageWord]
    /// In reading order; their boxes are shares, not points.
    public var blocks: [Block]

    public init(words: [PageWord], blocks: [Block]) {
        self.words = words
        self.blocks = blocks
    }
}

/// A word and where it stands, in shares of the page.
public struct PageWord: Hashable, Sendable {
    public var text: String
    public var box: Rectangle

    public init(text: String, box: Rectangle) {
        self.text = text
        self.box = box
    }
}
