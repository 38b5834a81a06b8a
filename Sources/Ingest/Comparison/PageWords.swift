internal import Foundation

/// The words of a page in reading order, each with a key that forgets how it was set.
///
/// A word is a run of letters, or a number with the points and commas between its
/// digits: fonts with a wrong map to characters turn dashes, quotes and bullets into
/// others, and exponents stand beside their letters or apart. Case, ligatures, full-width
/// forms, soft hyphens and hyphens at line ends say nothing either; a minus sign before a
/// number does.
struct PageWords {
    struct Word: Hashable {
        /// What it is part of, as it stands on the page between two spaces.
        let shown: String
        /// What is compared.
        let key: String

        /// Whether it is of digits: numbers, sums, parts of dates and of file numbers.
        let isNumber: Bool

        /// On which line it begins; lines that a hyphen joins are one.
        let line: Int

        /// The same for the words between two spaces.
        let place: Int
    }

    let words: [Word]

    /// How often each sign stands on the page that is neither letter, digit nor
    /// punctuation: ticked boxes, currencies, per cents.
    let symbols: [Unicode.Scalar: Int]

    init(_ text: String) {
        if let plain = text.asciiWords {
            (words, symbols) = (plain.words, plain.symbols)
            return
        }
        let joined = Self.withoutLineHyphens(Self.normalized(text))
        let lines = joined.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        var words: [Word] = []
        var place = 0
        for (line, scalars) in lines.enumerated() {
            for shown in scalars.split(whereSeparator: { $0.traits.contains(.space) }) {
                words += Self.words(of: shown, line: line, place: place)
                place += 1
            }
        }
        self.words = words
        symbols = joined.unicodeScalars.reduce(into: [:]) { counts, scalar in
            if scalar.traits.contains(.symbol) { counts[scalar, default: 0] += 1 }
        }
    }

    private static func normalized(_ text: String) -> String {
        text.unicodeScalars.allSatisfy { $0.traits.contains(.normal) }
            ? text : text.precomposedStringWithCompatibilityMapping
    }

    private static func words(
        of shown: Substring.UnicodeScalarView, line: Int, place: Int
    ) -> [Word] {
        let scalars = [Unicode.Scalar](shown).filter { !$0.traits.contains(.format) }
        var words: [Word] = []
        var index = 0
        while let start = scalars[index...].firstIndex(where: \.mayBeOfWord) {
            index = scalars.endOfWord(from: start)
            let kept = scalars[scalars.startWithSign(of: start)..<index]
            if kept.contains(where: \.isOfWord) {
                words.append(Word(kept, of: String(shown), line: line, place: place))
            }
        }
        return words
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
    fileprivate init(
        _ scalars: ArraySlice<Unicode.Scalar>, of shown: String, line: Int, place: Int
    ) {
        var key = String.UnicodeScalarView()
        key.append(contentsOf: scalars.map { $0.isDash ? "-" : $0 })
        self.key = String(key).lowercased()
        self.shown = shown
        isNumber = scalars.contains(where: \.isDigit)
        self.line = line
        self.place = place
    }
}

extension [Unicode.Scalar] {
    fileprivate func endOfWord(from start: Int) -> Int {
        let isNumber = self[start].isDigit
        var end = start + 1
        while end < count {
            let goesOn = self[end].mayBeOfWord && self[end].isDigit == isNumber
            guard goesOn || isNumber && isInsideNumber(end) else { break }
            end += 1
        }
        return end
    }

    /// Whether a point or comma stands between two digits.
    private func isInsideNumber(_ index: Int) -> Bool {
        (self[index] == "." || self[index] == ",") && index + 1 < count
            && self[index - 1].isDigit && self[index + 1].isDigit
    }

    /// A dash before a number is its sign where nothing else stands before it.
    fileprivate func startWithSign(of start: Int) -> Int {
        guard self[start].isDigit, start > 0, self[start - 1].isDash,
            start == 1 || !self[start - 2].isOfWord
        else { return start }
        return start - 1
    }
}

extension Unicode.Scalar {
    fileprivate var isDigit: Bool { traits.contains(.digit) }
    fileprivate var isDash: Bool { traits.contains(.dash) }
    fileprivate var isOfWord: Bool { traits.contains(.ofWord) }
    fileprivate var mayBeOfWord: Bool { traits.contains(.mayBeOfWord) }
}
