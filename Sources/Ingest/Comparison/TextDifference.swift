/// The words that only one of two pages has.
///
/// Words that merely stand elsewhere, or are divided otherwise ("1 200" and "1200"),
/// are no difference: writers of PDF order and space the same print differently. Nor are
/// letters that a wrong map made illegible.
struct TextDifference {
    /// In reading order.
    let onlyA: [PageWords.Word]
    let onlyB: [PageWords.Word]

    /// Whether what differs are lines of their own, and no words within others.
    let isOfWholeLines: Bool

    /// How many words the pages have in common, by the one with fewer.
    let common: Int

    init(_ a: PageWords, _ b: PageWords) {
        var numbering = WordNumbering()
        let (keysA, keysB) = (numbering.numbers(of: a), numbering.numbers(of: b))
        let hunks = EditScript(keysA, keysB).hunks.filter { hunk in
            !LegibleLetters.agree(Self.joined(a.words[hunk.a]), Self.joined(b.words[hunk.b]))
        }
        let (removed, added) = (hunks.flatMap(\.a), hunks.flatMap(\.b))
        let moved = Self.counts(removed.map { keysA[$0] })
            .merging(Self.counts(added.map { keysB[$0] }).mapValues { -$0 }, uniquingKeysWith: +)
        let placesA = Self.surplus(removed, keysA, moved)
        let placesB = Self.surplus(added, keysB, moved.mapValues { -$0 })
        onlyA = placesA.map { a.words[$0] }
        onlyB = placesB.map { b.words[$0] }
        isOfWholeLines = Self.areLines(placesA, of: a) && Self.areLines(placesB, of: b)
        common = max(0, min(a.words.count - onlyA.count, b.words.count - onlyB.count))
    }

    private static func areLines(_ places: [Int], of page: PageWords) -> Bool {
        let (chosen, lines) = (Set(places), Set(places.map { page.words[$0].line }))
        return page.words.indices.allSatisfy {
            chosen.contains($0) || !lines.contains(page.words[$0].line)
        }
    }

    private static func joined(_ words: ArraySlice<PageWords.Word>) -> String {
        words.reduce(into: "") { $0 += $1.key }
    }

    private static func counts(_ keys: [Int32]) -> [Int32: Int] {
        keys.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    /// Of the places, the first ones of each word, as many as the other side lacks.
    private static func surplus(
        _ places: [Int], _ keys: [Int32], _ surplus: [Int32: Int]
    ) -> [Int] {
        var left = surplus
        return places.filter { place in
            let count = left[keys[place], default: 0]
            left[keys[place]] = count - 1
            return count > 0
        }
    }
}

/// A number for each word, equal for equal keys.
private struct WordNumbering {
    private var numbers: [String: Int32] = [:]

    mutating func numbers(of page: PageWords) -> [Int32] {
        page.words.map { word in
            if let known = numbers[word.key] { return known }
            let next = Int32(numbers.count)
            numbers[word.key] = next
            return next
        }
    }
}
