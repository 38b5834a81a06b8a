/// Sets the texts of a page in one family, and remembers which characters had no glyph.
final class TextSetter {
    let pen: Pen
    let context: TextContext
    private let family: String
    private(set) var missing: [Unicode.Scalar] = []

    init(pen: Pen, context: TextContext, family: String) {
        self.pen = pen
        self.context = context
        self.family = family
    }

    /// Lays out a text that is drawn later.
    func layout(
        _ text: String, _ face: LetterStyle.Face = .regular, size: Double, width: Double? = nil,
        maxLines: Int = 1, alignment: TextLayout.Alignment = .start, leading: Double = 1,
        spacing: Double = 0
    ) throws -> TextLayout {
        let layout = try TextLayout(
            text, LetterStyle(family: family, face: face, size: size, spacing: spacing),
            in: context, width: width, maxLines: maxLines, alignment: alignment,
            leading: leading)
        note(layout.missing)
        return layout
    }

    func note(_ missing: [Unicode.Scalar]) {
        self.missing = (self.missing + missing).withoutRepetition
    }
}
