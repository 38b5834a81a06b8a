import Ingest

/// What is only on one side, as a cell of a table shows it.
enum WordsText {
    private static let shown = 6

    /// The first words and `…` for more.
    static func of(_ words: [String]) -> String {
        words.prefix(shown).joined(separator: " ") + (words.count > shown ? " …" : "")
    }
}

extension DocumentFinding {
    /// The words that only one of the documents has, of all pages in their order.
    var wordsA: [String] { pages.flatMap(\.wordsA) }
    var wordsB: [String] { pages.flatMap(\.wordsB) }
}
