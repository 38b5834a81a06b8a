/// A page that leads a reader to a document: what it is, whose, for whom, and how to check a
/// copy of it.
public enum EntryPage {
    /// Draws the one page. The same input gives the same bytes on the same fonts.
    ///
    /// Texts that do not fit are cut with an ellipsis. Safe on any thread. Throws `DrawingError`.
    public static func draw(
        _ content: EntryPageContent, look: EntryPageLook = EntryPageLook(),
        limits: DrawingLimits = DrawingLimits()
    ) throws -> DrawnPDF {
        let wording = EntryPageWording(look.language)
        let text = try EntryPageText(content, look: look, wording: wording, limits: limits)
        let surface = try PDFSurface(look.paper.size)
        surface.setMetadata(title: text.title, author: text.organization ?? "")
        let drawing = EntryPageDrawing(
            text, wording, try EntryPagePictures(content, look, limits), look,
            TextSetter(
                pen: surface.pen, context: try TextContext(language: look.language.rawValue),
                family: look.fontFamily))
        try drawing.draw(limits: limits)
        let entries = DocumentEntries(
            language: look.language.rawValue, figures: drawing.figures)
        return DrawnPDF(
            bytes: try entries.added(to: try surface.finish()), missing: drawing.missing)
    }
}
