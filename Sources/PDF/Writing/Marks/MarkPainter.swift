/// Draws a mark onto the pixels of pages of one size, as `MarkSheet` does onto paper.
public struct MarkPainter: Sendable {
    /// Throws `DrawingError` for a mark or a size that cannot be drawn.
    ///
    /// - Parameters:
    ///   - size: of the page, in points.
    ///   - width: of its picture, in pixels.
    public init(
        _ mark: PageMark, size: PageSize, width: Int, height: Int,
        limits: DrawingLimits = DrawingLimits()
    ) throws {
        throw DrawingError(code: .failed, message: "Marks are not drawn yet.")
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
        []
    }
}
