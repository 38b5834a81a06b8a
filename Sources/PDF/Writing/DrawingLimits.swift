/// What may be drawn at most; all of it can come from outside.
public struct DrawingLimits: Hashable, Sendable {
    /// Of one mark: what an organization, a document and whoever asks want said, 4 lines each.
    public var maxMarkLines = 12
    /// Scalars of one line of a mark.
    public var maxMarkLineLength = 300
    /// Scalars of one text of an entry page; what does not fit the page is cut with an
    /// ellipsis before that.
    public var maxTextLength = 20_000
    /// Pixels of the wider side of a logo.
    public var maxLogoSide = 4_000
    /// Bytes of a logo's file, and of a thumbnail's.
    public var maxPictureBytes = 4 << 20
    /// Points of a page's sides: 200 inches, as PDF 1.4 has it.
    public var maxPageSide = 14_400.0

    public init() {}
}

extension DrawingLimits {
    /// Throws `DrawingError` with `badPageSize` for a page that nothing can be drawn on.
    func check(_ size: PageSize) throws {
        let allowed = 1...maxPageSide
        guard allowed.contains(size.width), allowed.contains(size.height) else {
            throw DrawingError(
                code: .badPageSize,
                message: "A page's sides have from 1 to \(Int(maxPageSide)) points.")
        }
    }
}
