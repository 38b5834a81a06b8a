/// Draws a mark onto the pixels of pages of one size, as `MarkSheet` does onto paper.
public struct MarkPainter: Sendable {
    private let drawing: MarkDrawing
    private let size: PageSize
    private let width: Int
    private let height: Int

    /// Throws `DrawingError` for a mark or a size that cannot be drawn; traps without pixels.
    ///
    /// - Parameters:
    ///   - size: of the page, in points.
    ///   - width: of its picture, in pixels.
    public init(
        _ mark: PageMark, size: PageSize, width: Int, height: Int,
        limits: DrawingLimits = DrawingLimits()
    ) throws {
        precondition(width > 0 && height > 0)
        try limits.check(size)
        drawing = try MarkDrawing(mark, limits: limits)
        self.size = size
        self.width = width
        self.height = height
    }

    /// Draws onto rows of 32-bit pixels in cairo's RGB24: blue, green, red and a byte without
    /// meaning, from the top.
    ///
    /// Answers the characters that no installed font has, as `DrawnPDF.missing`. Throws
    /// `DrawingError`; traps when there are fewer than `height * stride` bytes or `stride` is
    /// less than `width * 4` or no multiple of 4.
    public func paint(
        onto pixels: UnsafeMutableRawBufferPointer, stride: Int
    ) throws -> [Unicode.Scalar] {
        let surface = try PixelSurface(
            borrowing: pixels, width: width, height: height, stride: stride)
        surface.pen.scale(x: Double(width) / size.width, y: Double(height) / size.height)
        let missing = try drawing.draw(
            on: size, with: surface.pen, in: try TextContext(language: "en"))
        try surface.finish()
        return missing.withoutRepetition
    }
}
