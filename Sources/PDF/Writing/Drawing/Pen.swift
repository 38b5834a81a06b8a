internal import CPango

/// Draws onto one surface: paper or pixels. Places and measures are in points, from the upper
/// left corner.
///
/// Used by one thread. A failure keeps all that follows from having an effect, and is thrown
/// by the surface at the end.
final class Pen {
    let handle: OpaquePointer

    /// Keeps the surface alive.
    init(surface: OpaquePointer) {
        handle = cairo_create(surface)
    }

    deinit { cairo_destroy(handle) }

    /// Runs `body`; how the pen was moved, turned and clipped in it ends with it.
    func scoped<Failure: Error>(_ body: () throws(Failure) -> Void) throws(Failure) {
        cairo_save(handle)
        defer { cairo_restore(handle) }
        try body()
    }

    func move(x: Double, y: Double) { cairo_translate(handle, x, y) }

    /// Turns what follows, against the clock.
    func turn(_ radians: Double) { cairo_rotate(handle, -radians) }

    func scale(x: Double, y: Double) { cairo_scale(handle, x, y) }

    func clip(_ area: Area) {
        cairo_rectangle(handle, area.x, area.y, area.width, area.height)
        cairo_clip(handle)
    }

    func fill(_ areas: [Area], _ color: RGBColor, opacity: Double = 1) {
        setColor(color, opacity)
        for area in areas { cairo_rectangle(handle, area.x, area.y, area.width, area.height) }
        cairo_fill(handle)
    }

    /// Draws a line along the inside of the edges.
    func frame(_ area: Area, _ color: RGBColor, thickness: Double) {
        setColor(color, 1)
        cairo_set_line_width(handle, thickness)
        let inner = area.inset(by: thickness / 2)
        cairo_rectangle(handle, inner.x, inner.y, inner.width, inner.height)
        cairo_stroke(handle)
    }

    /// Draws a text with its upper left corner at a place.
    func write(
        _ layout: TextLayout, x: Double, y: Double, _ color: RGBColor, opacity: Double = 1,
        grouping: GlyphRun.Grouping = .characters
    ) {
        scoped {
            setColor(color, opacity)
            move(x: x, y: y)
            scale(x: layout.scale, y: layout.scale)
            GlyphRun.forEach(in: layout.handle) { run, x, y in
                guard let font = run.item.pointee.analysis.font else { return }
                setFont(font)
                show(GlyphRun(run, of: layout.handle, x: x, y: y, grouping))
            }
        }
    }

    private func setColor(_ color: RGBColor, _ opacity: Double) {
        cairo_set_source_rgba(
            handle, Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255,
            opacity)
    }

    /// The face and the size, not Pango's scaled font: that one is for a page that is not
    /// turned.
    private func setFont(_ font: UnsafeMutablePointer<PangoFont>) {
        let scaled = pango_cairo_font_get_scaled_font(OpaquePointer(font))
        var matrix = cairo_matrix_t()
        cairo_scaled_font_get_font_matrix(scaled, &matrix)
        let options = cairo_font_options_create()
        defer { cairo_font_options_destroy(options) }
        cairo_scaled_font_get_font_options(scaled, options)
        cairo_set_font_face(handle, cairo_scaled_font_get_font_face(scaled))
        cairo_set_font_matrix(handle, &matrix)
        cairo_set_font_options(handle, options)
    }

    private func show(_ run: GlyphRun) {
        guard !run.glyphs.isEmpty else { return }
        run.text.withUnsafeBytes { text in
            cairo_show_text_glyphs(
                handle, text.baseAddress?.assumingMemoryBound(to: CChar.self), CInt(text.count),
                run.glyphs, CInt(run.glyphs.count), run.clusters, CInt(run.clusters.count),
                run.runsLeft ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : cairo_text_cluster_flags_t(0))
        }
    }
}

@available(*, unavailable)
extension Pen: Sendable {}
