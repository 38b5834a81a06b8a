/// A picture drawn on a page.
public struct PageImage: Hashable, Sendable {
    /// What it covers of the page, which may reach over the page's edges.
    public var box: Rectangle
    /// The marked-content identifier under which it was drawn; `nil` where it
    /// is not part of the logical structure.
    public var markedContent: Int?

    public init(box: Rectangle, markedContent: Int? = nil) {
        self.box = box
        self.markedContent = markedContent
    }
}
