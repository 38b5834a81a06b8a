/// A page's picture in shades of grey.
public struct GrayPicture: Hashable, Sendable {
    /// In pixels, at least 1.
    public let width: Int
    public let height: Int
    /// A byte a pixel, 0 for black to 255 for white, rows from the top without padding.
    public let luma: [UInt8]

    /// Traps when the count of `luma` does not fit the size.
    public init(width: Int, height: Int, luma: [UInt8]) {
        precondition(width > 0 && height > 0 && luma.count == width * height)
        self.width = width
        self.height = height
        self.luma = luma
    }
}
