internal import CPango

/// The order in which letters stand on a page, from left to right (Unicode Standard Annex #9).
struct VisualOrder {
    /// Whether most letters of the page run from right to left: then its lines do.
    private let isRightToLeft: Bool
    /// Whether nothing on the page has to be turned.
    private let isPlain: Bool

    /// Looks at all texts of a page.
    init(of texts: some Sequence<String>) {
        var balance = 0
        var hasRightToLeft = false
        for scalar in texts.joined().unicodeScalars {
            let type = fribidi_get_bidi_type(scalar.value).rawValue
            // A letter, and which way it runs: bits of FriBidi's types.
            guard type & Self.letter != 0 else { continue }
            let isTurned = type & Self.turned != 0
            hasRightToLeft = hasRightToLeft || isTurned
            balance += isTurned ? 1 : -1
        }
        isRightToLeft = balance > 0
        isPlain = !hasRightToLeft
    }

    /// The characters of a word as they stand; brackets as they are written, not mirrored.
    func scalars(of text: String) -> [Unicode.Scalar] {
        let scalars = Array(text.unicodeScalars)
        guard !isPlain else { return scalars }
        let count = FriBidiStrIndex(scalars.count)
        var letters = scalars.map(\.value)
        var types = [FriBidiCharType](repeating: FriBidiCharType(0), count: scalars.count)
        var brackets = [FriBidiBracketType](repeating: 0, count: scalars.count)
        var levels = [FriBidiLevel](repeating: 0, count: scalars.count)
        var direction = isRightToLeft ? cpango_right_to_left : cpango_left_to_right
        fribidi_get_bidi_types(letters, count, &types)
        fribidi_get_bracket_types(letters, count, types, &brackets)
        // 0 where there is no memory: then the letters stay as they are.
        guard
            fribidi_get_par_embedding_levels_ex(types, brackets, count, &direction, &levels) != 0,
            fribidi_reorder_line(
                Self.marksFollow, types, count, 0, direction, &levels, &letters, nil) != 0
        else { return scalars }
        return letters.compactMap(Unicode.Scalar.init)
    }

    /// FRIBIDI_MASK_LETTER, FRIBIDI_MASK_RTL and FRIBIDI_FLAG_REORDER_NSM, macros with casts.
    private static let letter: UInt32 = 0x100
    private static let turned: UInt32 = 0x1
    private static let marksFollow: FriBidiFlags = 0x2
}
