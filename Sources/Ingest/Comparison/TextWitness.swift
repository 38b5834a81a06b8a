internal import Foundation

/// What the texts of two pages say about whether the pages are the same.
struct TextWitness {
    enum Statement: Hashable {
        /// There is too little text, or none that can be trusted.
        case silent
        case same
        /// One page has all words of the other and a few besides.
        case added
        /// A few words differ, as they do where print overlaps or a font lacks its map, or
        /// one page has many words besides: what is beyond its edges, or another paragraph.
        case doubtful
        case differs
    }

    /// With fewer words than this on a page its text may refute, but proves nothing.
    private static let leastWords = 12

    /// The most words that stamps, headers and numbers add to a page.
    private static let mostAdded = 24

    /// The share of the words that one page may have besides, if its picture is the same.
    private static let mostBesides = 0.3

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
            return statement(added: max(onlyA, onlyB), least: least, most: most)
        }
        if difference.interleavesLetters { return .doubtful }
        if Double(difference.common) < leastCommon * Double(most) { return .silent }
        if difference.replacesNumbers { return .differs }
        return Double(min(onlyA, onlyB)) <= mostDoubtful * Double(most)
            && max(onlyA, onlyB) <= mostAdded ? .doubtful : .differs
    }

    private static func statement(added: Int, least: Int, most: Int) -> Statement {
        if added > mostAdded {
            return Double(added) <= mostBesides * Double(most) ? .doubtful : .differs
        }
        return least < leastWords ? .silent : .added
    }
}

extension TextDifference {
    /// The most words that the letters of a mark come between.
    private static let mostInterleaved = 16
    private static let mostLetters = 32

    /// Whether one page has all letters of the other and the same digits, and only a few
    /// letters besides: those of a mark may stand between those of the words under it.
    fileprivate var interleavesLetters: Bool {
        guard max(onlyA.count, onlyB.count) <= Self.mostInterleaved else { return false }
        let (a, b) = (Self.letters(onlyA), Self.letters(onlyB))
        let more = a.merging(b.mapValues { -$0 }, uniquingKeysWith: +).filter { $0.value != 0 }
        return more.keys.allSatisfy { !$0.isNumber }
            && abs(more.values.reduce(0, +)) <= Self.mostLetters
            && (more.values.allSatisfy { $0 > 0 } || more.values.allSatisfy { $0 < 0 })
    }

    private static func letters(_ words: [PageWords.Word]) -> [Character: Int] {
        words.reduce(into: [:]) { counts, word in
            for letter in word.key { counts[letter, default: 0] += 1 }
        }
    }

    /// Whether each page has a number that the other lacks.
    var replacesNumbers: Bool {
        Self.lacks(onlyA, in: onlyB) && Self.lacks(onlyB, in: onlyA)
    }

    private static func lacks(_ words: [PageWords.Word], in others: [PageWords.Word]) -> Bool {
        words.contains { word in word.isNumber && !others.contains { $0.key == word.key } }
    }
}
