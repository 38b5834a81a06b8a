/// Letters as a font's map to characters gave them, some of them perhaps illegible.
///
/// Writers of PDF that subset a font again often spoil the map of its ligatures: "office"
/// is then read as "o", one or two ideographs and "ce". Ideographs beside Latin letters
/// of one word, private characters and replacement characters stand for any letters.
enum LegibleLetters {
    /// The most letters that an illegible character stands for, as in a ligature.
    private static let mostLetters = 3

    /// Whether two runs of letters are the same as far as either can be read.
    static func agree(_ a: String, _ b: String) -> Bool {
        if a == b { return true }
        return reads(Array(a.unicodeScalars), as: Array(b.unicodeScalars))
            || reads(Array(b.unicodeScalars), as: Array(a.unicodeScalars))
    }

    /// Whether what is legible of the first stands in the second, with as little between
    /// as the illegible may be.
    private static func reads(_ spoilt: [Unicode.Scalar], as whole: [Unicode.Scalar]) -> Bool {
        let illegible = spoilt.count(where: isIllegible)
        guard illegible > 0, illegible <= spoilt.count / 2, !whole.contains(where: isIllegible)
        else { return false }
        var ends: Set = [0]
        for scalar in spoilt {
            ends = Set(
                ends.flatMap { end in
                    isIllegible(scalar)
                        ? Array(end...end + mostLetters)
                        : end < whole.count && whole[end] == scalar ? [end + 1] : []
                })
        }
        return ends.contains(whole.count)
    }

    private static func isIllegible(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isIdeographic || "\u{AC00}"..."\u{D7A3}" ~= scalar
            || scalar.properties.generalCategory == .privateUse || scalar == "\u{FFFD}"
    }
}
