internal import Hashing

/// Which pages of two documents are compared with each other.
///
/// Pages of equal text, or with words that no other page has, belong together wherever
/// they stand; the signatures say so of the others. Blank pages, which are evidence of
/// nothing, stand beside each other where their neighbours do.
struct DocumentAlignment {
    struct Pair: Hashable {
        let a: Int
        let b: Int
        let isBlank: Bool
    }

    /// In the order of the first document.
    let pairs: [Pair]
    let onlyA: [Int]
    let onlyB: [Int]

    /// The pages of each document that are not blank.
    let contentA: Int
    let contentB: Int

    /// Shorter texts stand on many pages.
    fileprivate static let leastLetters = 60

    init(_ a: ComparedDocument, _ b: ComparedDocument) {
        let pictured = PageAlignment(
            a.pages.map(\.signature), b.pages.map(\.signature),
            certain: Self.equalTexts(a, b))
        var partners = [Int: Int](uniqueKeysWithValues: pictured.pairs.map { ($0.a, $0.b) })
        let (blankA, blankB) = (a.blankPages, b.blankPages)
        var freeB = blankB
        for page in blankA.sorted() {
            let next = (page == 0 ? -1 : partners[page - 1]).map { $0 + 1 }
            if let next, freeB.remove(next) != nil { partners[page] = next }
        }
        pairs = partners.sorted { $0.key < $1.key }.map {
            Pair(a: $0.key, b: $0.value, isBlank: blankA.contains($0.key))
        }
        onlyA = a.pages.indices.filter { partners[$0] == nil }
        let usedB = Set(partners.values)
        onlyB = b.pages.indices.filter { !usedB.contains($0) }
        contentA = a.pages.count - blankA.count
        contentB = b.pages.count - blankB.count
    }

    /// Whether the pages keep their order.
    var isInOrder: Bool {
        zip(pairs, pairs.dropFirst()).allSatisfy { $0.b < $1.b }
    }

    /// Pages whose letters are the same, the first of each document with each other, then
    /// those of the others that share most of their rare words, or most of all words.
    private static func equalTexts(
        _ a: ComparedDocument, _ b: ComparedDocument
    ) -> [(a: Int, b: Int)] {
        var pages = b.pagesByText
        let equal = a.pagesByText.flatMap { text, pagesA in
            zip(pagesA, pages.removeValue(forKey: text) ?? []).map { (a: $0, b: $1) }
        }
        let (usedA, usedB) = (Set(equal.map(\.a)), Set(equal.map(\.b)))
        let alike = SharedWords(a, b).pairs.filter {
            !usedA.contains($0.a) && !usedB.contains($0.b)
        }
        let known = equal + alike
        let others = LikeWords(a, b, without: Set(known.map(\.a)), and: Set(known.map(\.b)))
        return known + others.pairs
    }
}

extension [ComparedPage] {
    /// The numbers of the pages that have enough letters, by all of them.
    var byText: [String: [Int]] {
        var result: [String: [Int]] = [:]
        for (number, page) in enumerated() where !page.isBlank && !page.isScan {
            let letters = page.words.joined
            if letters.utf8.count >= DocumentAlignment.leastLetters {
                result[letters, default: []].append(number)
            }
        }
        return result
    }
}

extension ComparedDocument {
    fileprivate var blankPages: Set<Int> { Set(pages.indices.filter { pages[$0].isBlank }) }
}
