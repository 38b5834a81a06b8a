/// A picture that a page shows.
public struct PageImage: Hashable, Sendable {
    public var box: Rectangle
    /// As in `Word.markedContent`.
    public var markedContent: Int?

    public init(box: Rectangle, markedContent: Int? = nil) {
        self.box = box
        self.markedContent = markedContent
    }
}
