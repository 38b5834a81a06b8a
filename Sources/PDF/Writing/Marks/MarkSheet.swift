/// Transparent pages that hold nothing but a mark, to be put upon the pages of a document.
public enum MarkSheet {
    /// Draws a page for each size, in that order. The fonts are embedded once for all of
    /// them, and the same input gives the same bytes on the same fonts.
    ///
    /// Safe on any thread. Throws `DrawingError`.
    public static func draw(
        _ mark: PageMark, on sizes: [PageSize], limits: DrawingLimits = DrawingLimits()
    ) throws -> DrawnPDF {
        throw DrawingError(code: .failed, message: "Marks are not drawn yet.")
    }
}
