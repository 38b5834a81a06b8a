internal import Foundation

/// The words of a page in reading order, each with a key that forgets how it was set.
///
/// Case, ligatures, full-width forms, soft hyphens, hyphens at line ends and
/// punctuation around words say nothing about what a page says; a sign before a
/// number does.
struct PageWords {
    struct Word: Hashable {
        /// As it stands on the page.
        let shown: String
        /// What is compared.
        let key: String

        /// Whether it has a digit: numbers, dates, sums and file numbers.
        let isNumber: Bool

        /// On which line it begins; lines that a hyphen joins are one.
        let line: Int
    }

    let words: [Word]

    init(_ text: String) {
        words = text.asciiWords ?? Self.words(of: text)
    }

    private static func words(of text: String) -> [Word] {
        let joined = withoutLineHyphens(text.precomposedStringWithCompatibilityMapping)
        let lines = joined.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.enumerated().flatMap { line, scalars in
            scalars.split(whereSeparator: \.properties.isWhitespace)
                .compactMap { Word(String($0), line: line) }
        }
    }

    /// All letters and digits of the page, however they are divided into words.
    var joined: String { words.reduce(into: "") { $0 += $1.key } }

    /// Joins words that a hyphen divides between two lines.
    private static func withoutLineHyphens(_ text: String) -> String {
        guard text.contains("-\n") || text.contains("\u{AD}") else { return text }
        var result = String.UnicodeScalarView()
        let scalars = Array(text.unicodeScalars)
        var index = 0
        while index < scalars.count {
            if let next = LineHyphen.end(at: index, in: scalars) {
                index = next
            } else {
                result.append(scalars[index])
                index += 1
            }
        }
        return String(result)
    }
}

/// Where a hyphen stands only because the line ends, or might have.
private enum LineHyphen {
    /// The index after the hyphen at `index` and what follows it; `nil` for any other
    /// character, and for hyphens that belong to the word.
    static func end(at index: Int, in scalars: [Unicode.Scalar]) -> Int? {
        if scalars[index] == "\u{AD}" {
            return index + 1 < scalars.count && scalars[index + 1] == "\n" ? index + 2 : index + 1
        }
        guard scalars[index] == "-", index > 0, index + 2 < scalars.count,
            scalars[index + 1] == "\n", scalars[index - 1].properties.isAlphabetic,
            scalars[index + 2].properties.isLowercase
        else { return nil }
        return index + 2
    }
}

extension PageWords.Word {
    /// `nil` for what is only punctuation.
    init?(_ shown: String, line: Int) {
        let isNumber = shown.unicodeScalars.contains { $0.properties.numericType == .decimal }
        let kept = Self.trimmed(Array(shown.unicodeScalars), keepingSign: isNumber)
        guard !kept.isEmpty else { return nil }
        var key = String.UnicodeScalarView()
        for scalar in kept { key.append(Self.plain(scalar)) }
        self.shown = shown
        self.key = String(key).lowercased()
        self.isNumber = isNumber
        self.line = line
    }

    private static func trimmed(
        _ scalars: [Unicode.Scalar], keepingSign: Bool
    ) -> ArraySlice<Unicode.Scalar> {
        guard let first = scalars.firstIndex(where: { !isPunctuation($0) }),
            let last = scalars.lastIndex(where: { !isPunctuation($0) })
        else { return [] }
        let isSigned = keepingSign && first > 0 && plain(scalars[first - 1]) == "-"
        return scalars[(isSigned ? first - 1 : first)...last]
    }

    private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
            .dashPunctuation, .connectorPunctuation, .otherPunctuation, .control, .format:
            // Parts and sums are said with these.
            scalar != "%" && scalar != "§" && scalar != "&"
        default: false
        }
    }

    /// The commonest form of dashes, quotes and minus signs.
    private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "\u{2010}"..."\u{2015}", "\u{2212}": "-"
        case "\u{2018}"..."\u{201B}", "\u{2032}": "'"
        case "\u{201C}"..."\u{201F}", "\u{2033}": "\""
        default: scalar
        }
    }
}
