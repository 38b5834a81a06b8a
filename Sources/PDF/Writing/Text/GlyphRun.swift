internal import CPango

/// The glyphs of one font that stand side by side, and which letters each of them shows.
///
/// A PDF keeps these letters, so that its text can be found and copied. Pango alone would
/// name a letter and the vowel sign on it apart; programs that put letters together by their
/// places then find them torn, as in Thai.
struct GlyphRun {
    /// What belongs together in the text that a PDF keeps.
    enum Grouping {
        /// A letter with the marks on it: text that can be selected letter by letter.
        case characters
        /// All of the run: text on a slant, whose letters programs would take for a line each.
        case run
    }

    static let unknownFlag: PangoGlyph = 0x1000_0000
    private static let noGlyph: PangoGlyph = 0x0FFF_FFFF

    private(set) var text: [UInt8] = []
    private(set) var glyphs: [cairo_glyph_t] = []
    private(set) var clusters: [cairo_text_cluster_t] = []
    let runsLeft: Bool

    /// Calls for each run of a layout with the place of its base line's left end, in units of
    /// the layout.
    static func forEach(
        in layout: OpaquePointer, _ body: (PangoGlyphItem, _ x: Double, _ y: Double) -> Void
    ) {
        guard let place = pango_layout_get_iter(layout) else { return }
        defer { pango_layout_iter_free(place) }
        repeat {
            guard let run = pango_layout_iter_get_run_readonly(place) else { continue }
            var area = PangoRectangle()
            pango_layout_iter_get_run_extents(place, nil, &area)
            let baseline = pango_layout_iter_get_baseline(place)
            body(
                run.pointee, Double(area.x) / Double(PANGO_SCALE),
                Double(baseline) / Double(PANGO_SCALE))
        } while pango_layout_iter_next_run(place) != 0
    }

    static func glyphs(of run: PangoGlyphItem) -> UnsafeBufferPointer<PangoGlyphInfo> {
        UnsafeBufferPointer(
            start: run.glyphs.pointee.glyphs, count: Int(run.glyphs.pointee.num_glyphs))
    }

    init(
        _ run: PangoGlyphItem, of layout: OpaquePointer, x: Double, y: Double, _ grouping: Grouping
    ) {
        runsLeft = run.item.pointee.analysis.level & 1 != 0
        let infos = Self.glyphs(of: run)
        let sources = UnsafeBufferPointer(
            start: run.glyphs.pointee.log_clusters, count: infos.count)
        var starts: [Int] = []
        var x = x
        for (info, start) in zip(infos, sources) {
            if info.glyph != Self.noGlyph, info.glyph & Self.unknownFlag == 0 {
                glyphs.append(
                    cairo_glyph_t(
                        index: UInt(info.glyph), x: x + Self.units(info.geometry.x_offset),
                        y: y + Self.units(info.geometry.y_offset - run.y_offset)))
                starts.append(Int(start))
            }
            x += Self.units(info.geometry.width)
        }
        text = Self.text(of: run, in: layout)
        let breaks =
            grouping == .run
            ? [0] : Self.characterStarts(of: run, in: layout, among: Set(starts), text)
        clusters = Self.clusters(starts, breaks: breaks, byteCount: text.count)
        let hasLigatures = runsLeft && grouping == .characters
        nameLetters { letters, glyphCount in
            (hasLigatures && glyphCount == 1 ? Self.ligatures[letters] : nil)
                ?? Self.withoutIsolates(letters)
        }
    }

    /// Names what the glyphs of each cluster show in another way.
    private mutating func nameLetters(_ name: ([UInt8], _ glyphCount: Int) -> [UInt8]) {
        var named: [UInt8] = []
        var place = 0
        for index in clusters.indices {
            let end = place + Int(clusters[index].num_bytes)
            let letters = name(Array(text[place..<end]), Int(clusters[index].num_glyphs))
            clusters[index].num_bytes = CInt(letters.count)
            named += letters
            place = end
        }
        text = named
    }

    /// The marks that keep a text apart have done their work and are no part of it.
    private static func withoutIsolates(_ letters: [UInt8]) -> [UInt8] {
        guard letters.contains(0xE2) else { return letters }
        let kept = String(decoding: letters, as: UTF8.self).unicodeScalars
            .filter { $0 != "\u{2068}" && $0 != "\u{2069}" }
        return Array(String(String.UnicodeScalarView(kept)).utf8)
    }

    /// Ligatures of lam and alef, each with the one character that Unicode has for it.
    ///
    /// Poppler, and so `pdftotext`, takes several letters of one glyph to stand from left to
    /// right, and would answer them in reverse. Programs that search fold the character.
    private static let ligatures = [
        [UInt8]("\u{644}\u{622}".utf8): [UInt8]("\u{FEF5}".utf8),
        [UInt8]("\u{644}\u{623}".utf8): [UInt8]("\u{FEF7}".utf8),
        [UInt8]("\u{644}\u{625}".utf8): [UInt8]("\u{FEF9}".utf8),
        [UInt8]("\u{644}\u{627}".utf8): [UInt8]("\u{FEFB}".utf8),
    ]

    private static func units(_ value: PangoGlyphUnit) -> Double {
        Double(value) / Double(PANGO_SCALE)
    }

    /// What the run shows; of a text that was cut, the ellipsis.
    private static func text(of run: PangoGlyphItem, in layout: OpaquePointer) -> [UInt8] {
        guard run.item.pointee.analysis.flags & UInt8(PANGO_ANALYSIS_FLAG_IS_ELLIPSIS) == 0 else {
            return Array("…".utf8)
        }
        let start = pango_layout_get_text(layout) + Int(run.item.pointee.offset)
        let bytes = UnsafeRawBufferPointer(start: start, count: Int(run.item.pointee.length))
        return Array(bytes)
    }

    /// Where in the run's text the characters begin that a glyph begins with.
    private static func characterStarts(
        of run: PangoGlyphItem, in layout: OpaquePointer, among starts: Set<Int>, _ text: [UInt8]
    ) -> [Int] {
        var count: CInt = 0
        let attributes = pango_layout_get_log_attrs_readonly(layout, &count)
        guard let attributes, let whole = pango_layout_get_text(layout) else { return [0] }
        let before = g_utf8_strlen(whole, Int(run.item.pointee.offset))
        var index = before - 1
        var breaks: [Int] = []
        for (place, byte) in text.enumerated() where byte & 0xC0 != 0x80 {
            index += 1
            guard index < Int(count), starts.contains(place) else { continue }
            if attributes[index].is_cursor_position != 0 || breaks.isEmpty { breaks.append(place) }
        }
        return breaks
    }

    /// - Parameters:
    ///   - starts: of each glyph, the place in the text.
    ///   - breaks: where clusters begin, rising.
    private static func clusters(
        _ starts: [Int], breaks: [Int], byteCount: Int
    ) -> [cairo_text_cluster_t] {
        var lows = breaks.isEmpty ? [0] : breaks
        lows[0] = 0
        let highs = lows.dropFirst() + [byteCount]
        return zip(lows, highs).map { low, high in
            cairo_text_cluster_t(
                num_bytes: CInt(high - low),
                num_glyphs: CInt(starts.count { low <= $0 && $0 < high }))
        }
    }
}
