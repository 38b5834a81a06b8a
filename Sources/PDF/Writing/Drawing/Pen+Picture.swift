internal import CPango

extension Pen {
    /// Draws a picture so that it fills `area`.
    func draw(_ picture: Picture, in area: Area) {
        scoped {
            clip(area)
            move(x: area.x, y: area.y)
            scale(x: area.width / Double(picture.width), y: area.height / Double(picture.height))
            cairo_set_source_surface(handle, picture.surface, 0, 0)
            cairo_pattern_set_filter(cairo_get_source(handle), CAIRO_FILTER_GOOD)
            // At the edges too only the picture itself is mixed.
            cairo_pattern_set_extend(cairo_get_source(handle), CAIRO_EXTEND_PAD)
            cairo_paint(handle)
        }
    }
}
