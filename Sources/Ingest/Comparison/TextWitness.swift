internal import Foundation

/// What the texts of two pages say about whether the pages are the same.
struct TextWitness {
    enum Statement: Hashable {
        /// There is too little text, or none that can be trusted.
        case silent
        case same
        /// One page has all words of the other and a few besides.
        case added
        /// A few words differ, as they do where print overlaps or a font lacks its map.
        case doubtful
        case differs
    }

    /// With fewer words than this on a page its text may refute, but proves nothing.
    private static let leastWords = 12

    /// The most words that stamps, headers and numbers add to a page.
    private static let mostAdded = 24

    /// With a lesser share in common, fonts without a map to characters may have made
    /// one of the texts unreadable.
    private static let leastCommon = 0.25

    /// The share of the words that may differ without an edit.
    private static let mostDoubtful = 0.01

    let statement: Statement
    let difference: TextDifference

    /// The words of the page that has more.
    let wordCount: Int

    /// Whether the signs beside the words are the same too: ticks, currencies.
    let hasSameSymbols: Bool

    /// Text that was recognized from a picture has other mistakes every time: it is
    /// silent unless `isTrusted`.
    init(_ a: PageWords, _ b: PageWords, isTrusted: Bool) {
        difference = TextDifference(a, b)
        wordCount = max(a.words.count, b.words.count)
        hasSameSymbols = a.symbols == b.symbols
        let least = min(a.words.count, b.words.count)
        if least == 0 || !isTrusted {
            statement = .silent
        } else {
            statement = Self.statement(of: difference, least: least, most: wordCount)
        }
    }

    private static func statement(
        of difference: TextDifference, least: Int, most: Int
    ) -> Statement {
        let (onlyA, onlyB) = (difference.onlyA.count, difference.onlyB.count)
        if onlyA == 0, onlyB == 0 { return least < leastWords ? .silent : .same }
        if min(onlyA, onlyB) == 0 {
            return max(onlyA, onlyB) > mostAdded ? .differs : least < leastWords ? .silent : .added
        }
        if Double(difference.common) < leastCommon * Double(most) { return .silent }
        if difference.replacesNumbers { return .differs }
        return Double(min(onlyA, onlyB)) <= mostDoubtful * Double(most)
            && max(onlyA, onlyB) <= mostAdded ? .doubtful : .differs
    }
}

extension TextDifference {
    /// Whether each page has a number that the other lacks.
    var replacesNumbers: Bool {
        Self.lacks(onlyA, in: onlyB) && Self.lacks(onlyB, in: onlyA)
    }

    private static func lacks(_ words: [PageWords.Word], in others: [PageWords.Word]) -> Bool {
        words.contains { word in word.isNumber && !others.contains { $0.key == word.key } }
    }
}
