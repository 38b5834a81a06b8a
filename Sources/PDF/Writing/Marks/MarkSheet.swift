/// Transparent pages that hold nothing but a mark, to be put upon the pages of a document.
public enum MarkSheet {
    /// Draws a page for each size, in that order. The fonts are embedded once for all of
    /// them, and the same input gives the same bytes on the same fonts.
    ///
    /// Safe on any thread. Throws `DrawingError`; traps without a size.
    public static func draw(
        _ mark: PageMark, on sizes: [PageSize], limits: DrawingLimits = DrawingLimits()
    ) throws -> DrawnPDF {
        precondition(!sizes.isEmpty)
        for size in sizes { try limits.check(size) }
        let drawing = try MarkDrawing(mark, limits: limits)
        let context = try TextContext(language: "en")
        let surface = try PDFSurface(sizes[0])
        var missing: [Unicode.Scalar] = []
        for (index, size) in sizes.enumerated() {
            if index > 0 { surface.nextPage(size) }
            missing = try drawing.draw(on: size, with: surface.pen, in: context)
        }
        return DrawnPDF(bytes: try surface.finish(), missing: missing.withoutRepetition)
    }
}
