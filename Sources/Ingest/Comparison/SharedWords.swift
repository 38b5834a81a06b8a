/// Pages of two documents that belong together because they share words that stand
/// nowhere else in either document.
///
/// A header or stamp changes a page's text, not its rare words. Takes time in the number
/// of words.
struct SharedWords {
    /// In the order of the first document; no page twice.
    let pairs: [(a: Int, b: Int)]

    /// Fewer words may be the labels of a form.
    private static let leastWords = 10

    /// The share of the rare words shared with any page that must be shared with one.
    private static let leastShare = 0.8

    init(_ a: ComparedDocument, _ b: ComparedDocument) {
        guard a.pages.count > 1 || b.pages.count > 1 else {
            pairs = []
            return
        }
        let (placesA, placesB) = (a.pagesOfRareWords, b.pagesOfRareWords)
        var shared: [Int: [Int: Int]] = [:]
        for (word, page) in placesA {
            if let other = placesB[word] { shared[page, default: [:]][other, default: 0] += 1 }
        }
        let best = shared.compactMap { page, others in
            Self.partner(among: others).map { (a: page, b: $0) }
        }
        let counts = best.reduce(into: [:]) { $0[$1.b, default: 0] += 1 }
        pairs = best.filter { counts[$0.b] == 1 }.sorted { $0.a < $1.a }
    }

    private static func partner(among others: [Int: Int]) -> Int? {
        guard let (page, count) = others.max(by: { $0.value < $1.value }) else { return nil }
        let all = others.values.reduce(0, +)
        return count >= leastWords && Double(count) >= leastShare * Double(all) ? page : nil
    }
}

extension [ComparedPage] {
    /// The words that stand on one page only, with the page.
    var ofRareWords: [String: Int] {
        var pageOf: [String: Int] = [:]
        var common: Set<String> = []
        for (number, page) in enumerated() where !page.isBlank && !page.isScan {
            for word in page.words.words {
                let before = pageOf.updateValue(number, forKey: word.key) ?? number
                if before != number { common.insert(word.key) }
            }
        }
        return pageOf.filter { !common.contains($0.key) }
    }
}
