/// A page as a picture with the mark in its pixels, and its text.
public struct BurnedPage: Hashable, Sendable {
    /// A JPEG file in colour.
    public var picture: [UInt8]
    /// In pixels.
    public var pixelWidth: Int
    public var pixelHeight: Int
    /// Content that shows the words, in a space of the page's size with its origin at the
    /// lower left.
    public var text: [UInt8]
    /// Of the page as it is seen, in units.
    public var size: PageSize
    /// What the codes of the text's second font mean, from 1 on.
    public var scalars: [Unicode.Scalar]

    public init(
        picture: [UInt8], pixelWidth: Int, pixelHeight: Int, text: [UInt8], size: PageSize,
        scalars: [Unicode.Scalar]
    ) {
        self.picture = picture
        self.pixelWidth = pixelWidth
        self.pixelHeight = pixelHeight
        self.text = text
        self.size = size
        self.scalars = scalars
    }
}
