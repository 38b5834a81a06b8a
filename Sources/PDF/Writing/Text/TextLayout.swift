internal import CPango

/// A text that is laid out: shaped, ordered and broken into lines.
///
/// Measures are in points of the page. The direction is the text's own: one that begins in
/// Arabic or Hebrew runs from right to left.
final class TextLayout {
    enum Alignment {
        /// At the side where the text's own direction begins.
        case start
        /// At the left in every script, as in the column of a table.
        case left
        case center
        case right
    }

    /// The characters that no installed font has; the layout has their numbers instead.
    private(set) var missing: [Unicode.Scalar] = []
    let handle: OpaquePointer
    /// Points of the page to a unit of the layout.
    let scale: Double

    /// - Parameters:
    ///   - width: where lines are broken, or cut with an ellipsis when there are `maxLines`
    ///     already; `nil` for one line of any width.
    ///   - leading: from one base line to the next, in parts of what the font asks for.
    init(
        _ text: String, _ style: LetterStyle, in context: TextContext, width: Double? = nil,
        maxLines: Int = 1, alignment: Alignment = .start, leading: Double = 1
    ) throws {
        guard let handle = pango_layout_new(context.handle) else {
            throw DrawingError.outOfMemory
        }
        self.handle = handle
        scale = style.size / TextContext.designSize
        setFont(style)
        if let width {
            pango_layout_set_width(handle, Self.units(width / scale))
            pango_layout_set_wrap(handle, PANGO_WRAP_WORD_CHAR)
            pango_layout_set_height(handle, -CInt(maxLines))
            pango_layout_set_ellipsize(handle, PANGO_ELLIPSIZE_END)
        } else {
            pango_layout_set_single_paragraph_mode(handle, 1)
        }
        if leading != 1 { pango_layout_set_line_spacing(handle, Float(leading)) }
        set(text)
        replaceMissing(in: text)
        align(alignment)
    }

    deinit { g_object_unref(UnsafeMutableRawPointer(handle)) }

    /// Of what the lines take, spaces at their ends included.
    var size: (width: Double, height: Double) {
        var area = PangoRectangle()
        pango_layout_get_extents(handle, nil, &area)
        return (Self.points(area.width) * scale, Self.points(area.height) * scale)
    }

    /// From the left edge of the width that was given to the left end of the longest line.
    var left: Double {
        var area = PangoRectangle()
        pango_layout_get_extents(handle, nil, &area)
        return Self.points(area.x) * scale
    }

    /// From the upper edge to the first base line.
    var baseline: Double { Self.points(pango_layout_get_baseline(handle)) * scale }

    var lineCount: Int { Int(pango_layout_get_line_count(handle)) }

    /// Whether it is in a script that runs from right to left.
    var startsAtRight: Bool { pango_layout_get_direction(handle, 0) == PANGO_DIRECTION_RTL }

    private func setFont(_ style: LetterStyle) {
        let font = pango_font_description_new()
        pango_font_description_set_family(font, style.families)
        pango_font_description_set_weight(
            font, style.face == .bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
        pango_font_description_set_size(font, Self.units(TextContext.designSize))
        pango_layout_set_font_description(handle, font)
        pango_font_description_free(font)
        let attributes = pango_attr_list_new()
        // Copied from a page, “file” is not to come with a character for both f and i. What a
        // script cannot be read without is no matter of this.
        pango_attr_list_insert(attributes, pango_attr_font_features_new("liga=0"))
        if style.spacing != 0 {
            pango_attr_list_insert(
                attributes,
                pango_attr_letter_spacing_new(
                    Self.units(style.spacing * TextContext.designSize)))
        }
        pango_layout_set_attributes(handle, attributes)
        pango_attr_list_unref(attributes)
    }

    private func set(_ text: String) {
        pango_layout_set_text(handle, text, CInt(text.utf8.count))
    }

    /// An empty box on a paper says nothing: the number of the character does.
    private func replaceMissing(in text: String) {
        guard pango_layout_get_unknown_glyphs_count(handle) > 0 else { return }
        let unknown = unknownScalars()
        var replaced = ""
        for scalar in text.unicodeScalars {
            guard unknown.contains(scalar) else {
                replaced.unicodeScalars.append(scalar)
                continue
            }
            replaced += Self.notation(of: scalar)
            if !missing.contains(scalar) { missing.append(scalar) }
        }
        set(replaced)
    }

    private func unknownScalars() -> Set<Unicode.Scalar> {
        var unknown: Set<Unicode.Scalar> = []
        GlyphRun.forEach(in: handle) { run, _, _ in
            for glyph in GlyphRun.glyphs(of: run) where glyph.glyph & GlyphRun.unknownFlag != 0 {
                if let scalar = Unicode.Scalar(glyph.glyph & ~GlyphRun.unknownFlag) {
                    unknown.insert(scalar)
                }
            }
        }
        return unknown
    }

    private static func notation(of scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "[U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "]"
    }

    /// Pango's left is the side where a paragraph begins, which is the right one in Arabic.
    private func align(_ alignment: Alignment) {
        let runsLeft = startsAtRight
        switch alignment {
        case .start: break
        case .left:
            pango_layout_set_alignment(handle, runsLeft ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT)
        case .center: pango_layout_set_alignment(handle, PANGO_ALIGN_CENTER)
        case .right:
            pango_layout_set_alignment(handle, runsLeft ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT)
        }
    }

    private static func units(_ points: Double) -> CInt { CInt(points * Double(PANGO_SCALE)) }

    private static func points(_ units: CInt) -> Double { Double(units) / Double(PANGO_SCALE) }
}

@available(*, unavailable)
extension TextLayout: Sendable {}
