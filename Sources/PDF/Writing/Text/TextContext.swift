internal import CPango

/// What Pango needs to lay out text in a way that depends on the input and the installed
/// fonts alone: not on a screen's dots, and not on the language of the process.
///
/// Used by the thread that made it: Pango keeps the default fonts of each thread apart, which
/// is why texts can be laid out on many threads at once.
final class TextContext {
    /// Every text is laid out in this size and scaled when it is painted. Fontconfig is then
    /// asked once a face, which takes far longer than to lay out a line.
    static let designSize = 64.0

    let handle: OpaquePointer

    /// - Parameter language: in BCP 47; it chooses among the forms that languages give to the
    ///   same characters.
    init(language: String) throws {
        let fonts = pango_cairo_font_map_get_default()
        try OutlineFonts.use(in: fonts)
        guard let handle = pango_font_map_create_context(fonts) else {
            throw DrawingError.outOfMemory
        }
        self.handle = handle
        let options = cairo_font_options_create()
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        pango_cairo_context_set_font_options(handle, options)
        cairo_font_options_destroy(options)
        pango_cairo_context_set_resolution(handle, 72)
        pango_context_set_round_glyph_positions(handle, 0)
        pango_context_set_language(handle, pango_language_from_string(language))
    }

    deinit { g_object_unref(UnsafeMutableRawPointer(handle)) }
}

@available(*, unavailable)
extension TextContext: Sendable {}
