/// Draws an entry page: from the top the head, the title and the facts beside the first page;
/// from the bottom the panel with the code, and the digest above it. What lies between is free.
final class EntryPageDrawing {
    /// Left and right; above and below it is a little less.
    static let margin = 56.0
    private static let verticalMargin = 50.0

    let text: EntryPageText
    let wording: EntryPageWording
    let pictures: EntryPagePictures
    let look: EntryPageLook
    let setter: TextSetter
    /// What the page consists of for those who do not see it, in the order of reading.
    private var elements: [() -> Void] = []
    /// What each figure shows, in the same order.
    private(set) var figures: [String] = []

    init(
        _ text: EntryPageText, _ wording: EntryPageWording, _ pictures: EntryPagePictures,
        _ look: EntryPageLook, _ setter: TextSetter
    ) {
        self.text = text
        self.wording = wording
        self.pictures = pictures
        self.look = look
        self.setter = setter
    }

    var pen: Pen { setter.pen }
    var missing: [Unicode.Scalar] { setter.missing }

    func draw(limits: DrawingLimits) throws {
        try drawMark(limits: limits)
        var free = contentArea
        try drawHead(in: &free)
        try drawTitle(in: &free)
        let foot = try PanelDrawing(self, width: free.width)
        let digest = try DigestDrawing(self, width: free.width)
        let middle = Area(
            x: free.x, y: free.y, width: free.width,
            height: free.height - foot.height - digest.height)
        try drawMiddle(in: middle)
        digest.draw(x: free.x, y: middle.bottom)
        foot.draw(x: free.x, y: middle.bottom + digest.height)
        pen.tagged(.document) {
            for element in elements { element() }
        }
    }

    /// Draws a part of the page later: after all that is ornament, which has no part in the
    /// document's structure and lies below.
    func add(_ tag: Pen.Tag, _ draw: @escaping () -> Void) {
        elements.append { [pen] in pen.tagged(tag, draw) }
    }

    /// Adds a picture as `add` does.
    func addFigure(_ description: String, _ draw: @escaping () -> Void) {
        figures.append(description)
        add(.figure, draw)
    }

    private var contentArea: Area {
        let size = look.paper.size
        return Area(
            x: Self.margin, y: Self.verticalMargin, width: size.width - 2 * Self.margin,
            height: size.height - 2 * Self.verticalMargin)
    }

    /// First of all, so that everything else stands upon it.
    private func drawMark(limits: DrawingLimits) throws {
        guard let mark = text.mark else { return }
        let drawing = try MarkDrawing(mark, limits: limits)
        setter.note(try drawing.draw(on: look.paper.size, with: pen, in: setter.context))
    }

    /// A word before a text, in the accent colour.
    func label(_ text: String, width: Double) throws -> TextLayout {
        try setter.layout(text, .bold, size: 8, width: width, alignment: .left, spacing: 0.02)
    }

    func write(_ layout: TextLayout, x: Double, y: Double, opacity: Double = 1) {
        pen.write(layout, x: x, y: y, look.textColor, opacity: opacity)
    }

    func writeAccent(_ layout: TextLayout, x: Double, y: Double) {
        pen.write(layout, x: x, y: y, look.accentColor)
    }
}
