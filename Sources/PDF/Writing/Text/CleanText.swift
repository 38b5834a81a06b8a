import Foundation

/// A text from outside, made fit to be drawn: it stays in its place and breaks no line.
///
/// Control characters become blanks. The marks that order other text (Unicode Annex 9) are
/// left out but for FSI and PDI, by which `isolated` keeps a part from ordering the rest, and
/// so are noncharacters; letters are composed where Unicode has a character for it. Blanks at
/// the ends are dropped.
struct CleanText: Hashable, Sendable {
    /// More in a row is no writing of any language, and would paint over the lines above.
    private static let maxMarksInARow = 8

    let text: String

    /// Throws `DrawingError` with `tooMuchText` for more scalars than `limit`.
    init(_ text: String, limit: Int) throws {
        guard text.unicodeScalars.count <= limit else {
            throw DrawingError(
                code: .tooMuchText,
                message: "A text has more than \(limit) characters; shorten it.")
        }
        var scalars = String.UnicodeScalarView()
        var marksInARow = 0
        for scalar in text.precomposedStringWithCanonicalMapping.unicodeScalars {
            marksInARow = Self.isMark(scalar) ? marksInARow + 1 : 0
            if Self.isBlank(scalar) {
                scalars.append(" ")
            } else if !Self.isDropped(scalar), marksInARow <= Self.maxMarksInARow {
                scalars.append(scalar)
            }
        }
        self.text = String(scalars).trimmingCharacters(in: .whitespaces)
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .nonspacingMark
            || scalar.properties.generalCategory == .enclosingMark
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\u{2068}", "\u{2069}": false
        case "\u{FEFF}": true
        default:
            scalar.properties.isBidiControl || scalar.properties.isNoncharacterCodePoint
        }
    }

    var isEmpty: Bool { text.isEmpty }

    /// A text as a part of a line, the rest of which it does not reorder, whatever is in it.
    static func isolated(_ part: String) -> String {
        let kept = part.unicodeScalars.filter { !$0.properties.isBidiControl }
        return "\u{2068}\(String(String.UnicodeScalarView(kept)))\u{2069}"
    }
}
