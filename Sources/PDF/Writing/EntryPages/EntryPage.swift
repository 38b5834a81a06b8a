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
        throw DrawingError(code: .failed, message: "Entry pages are not drawn yet.")
    }
}
