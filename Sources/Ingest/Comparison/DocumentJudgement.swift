internal import Hashing

/// A page of each document and what they are to each other.
struct JudgedPair {
    let a: Int
    let b: Int
    let distance: Int
    let judgement: PageJudgement

    /// Whether there is enough on both pages.
    let isEvidence: Bool
}

/// What the judged pages of two documents amount to.
struct DocumentJudgement {
    private let alignment: DocumentAlignment
    private let pages: [JudgedPair]

    /// What a document that is all within another keeps of its score at least, and what
    /// pages in another order keep.
    private static let containedScale = 0.6
    private static let reorderedScale = 0.9

    /// Two papers with a score and a share of common words under these have no form in
    /// common either. A picture alone may score nothing for papers of one form.
    private static let leastLikeness = (score: 0.0055, wordsInCommon: 0.5)

    /// Papers whose texts say otherwise and share fewer of their words only have the look of
    /// a page of text.
    private static let leastWordsOfAForm = 0.4

    /// Papers whose pictures make it less likely that they are one are not listed: those of
    /// other words, and those of which that is not known.
    private static let leastUnproved = 0.1
    private static let leastOfAForm = 0.04

    /// As many pages must be shared where neither document is all within the other, and what
    /// the document keeps of its score then.
    private static let leastShared = (pages: 2, share: 0.5)
    private static let sharedScale = 0.4

    /// `pages` are the alignment's pairs but for the blank ones.
    init(_ alignment: DocumentAlignment, _ pages: [JudgedPair]) {
        self.alignment = alignment
        self.pages = pages
    }

    /// `nil` where nothing of what is alike is evidence, or too little is alike.
    var verdict: (DuplicateVerdict, score: Double)? {
        guard pages.contains(where: \.isEvidence) else { return nil }
        return differing.isEmpty ? sameVerdict : differingVerdict
    }

    private var differing: [PageJudgement] { pages.map(\.judgement).filter { !$0.isSame } }
    private var shareOfA: Double { share(of: alignment.contentA) }
    private var shareOfB: Double { share(of: alignment.contentB) }

    private func share(of count: Int) -> Double {
        Double(pages.count) / Double(max(1, count))
    }

    private var leastScore: Double { pages.map(\.judgement.score).min() ?? 0 }

    private var sameVerdict: (DuplicateVerdict, score: Double) {
        let (most, least) = (max(shareOfA, shareOfB), min(shareOfA, shareOfB))
        guard most >= 1 else { return (.containsPages, scoreOfShared) }
        guard least >= 1 else {
            let scale = Self.containedScale + (Self.reorderedScale - Self.containedScale) * least
            return (.containsPages, Self.scaled(leastScore, by: scale))
        }
        guard alignment.isInOrder else {
            return (.containsPages, Self.scaled(leastScore, by: Self.reorderedScale))
        }
        return (relationVerdict, leastScore)
    }

    /// The score where each document has pages that the other lacks.
    private var scoreOfShared: Double {
        let least = min(shareOfA, shareOfB)
        let isMostly =
            least >= Self.leastShared.share
            && pages.count(where: \.isEvidence) >= Self.leastShared.pages
        return isMostly
            ? Self.scaled(leastScore, by: Self.sharedScale * least)
            : PageJudgement.mostUnproved * max(shareOfA, shareOfB) * leastScore
    }

    /// Lowers a score without carrying it over the threshold.
    private static func scaled(_ score: Double, by scale: Double) -> Double {
        let over = score - DocumentFinding.threshold
        return DocumentFinding.threshold + over * scale
    }

    private var relationVerdict: DuplicateVerdict {
        let relations = Set(pages.map(\.judgement.relation))
        if relations.contains(.marked) { return .markedCopy }
        return relations.contains(.rescanned) ? .rescanned : .samePages
    }

    private var differingVerdict: (DuplicateVerdict, score: Double)? {
        let score = min(shareOfA, shareOfB) * leastScore
        let least = Self.leastLikeness
        guard score >= least.score || wordsInCommon >= least.wordsInCommon else { return nil }
        if differing.contains(where: { $0.objection == .text }) {
            guard wordsInCommon >= Self.leastWordsOfAForm else { return nil }
            return isEdit ? (.edited, 2 * score) : (.templateSibling, score)
        }
        let bound = wordsInCommon >= Self.leastWordsOfAForm ? Self.leastOfAForm : Self.leastUnproved
        guard unproved >= bound else { return nil }
        return (isEdit ? .edited : .templateSibling, unproved)
    }

    /// The score where only pictures object: the more pages are the same beside them, the
    /// likelier it is that these err.
    private var unproved: Double {
        let same = Double(pages.count { $0.isEvidence && $0.judgement.isSame })
        let share = same / Double(max(1, min(alignment.contentA, alignment.contentB)))
        let objecting = pages.map(\.judgement).filter { $0.objection == .picture }
        let least = objecting.map(\.score).min() ?? leastScore
        let likelihood = PageJudgement.mostUnproved * share + least * (1 - share)
        return max(shareOfA, shareOfB) * min(likelihood, PageJudgement.mostUnproved)
    }

    /// The share of the words that stand on both, of pages that have words on both; 1
    /// where there are none: what is missing on a scan says nothing.
    private var wordsInCommon: Double {
        let texts = pages.map(\.judgement.difference).filter { text in
            text.common > 0 || !(text.onlyA.isEmpty || text.onlyB.isEmpty)
        }
        return 1 - Self.shareThatDiffers(texts)
    }

    private static func shareThatDiffers(_ texts: [TextDifference]) -> Double {
        let changed = texts.reduce(0) { $0 + max($1.onlyA.count, $1.onlyB.count) }
        let all = changed + texts.reduce(0) { $0 + $1.common }
        return Double(changed) / Double(max(1, all))
    }

    /// Whether only few words differ, none of them a name or a number in a short text.
    private var isEdit: Bool {
        guard differing.allSatisfy({ $0.relation == .edited }) else { return false }
        let texts = pages.map(\.judgement.difference)
        let share = Self.shareThatDiffers(texts)
        return texts.contains(where: \.replacesFields) ? share <= 0.01 : share <= 0.3
    }
}

extension TextDifference {
    /// Whether what differs are numbers or names, as the fields of a form do.
    fileprivate var replacesFields: Bool {
        guard !onlyA.isEmpty, !onlyB.isEmpty else { return false }
        return replacesNumbers || (onlyA + onlyB).allSatisfy(\.isName)
    }
}

extension PageWords.Word {
    fileprivate var isName: Bool { isNumber || shown.first(where: \.isLetter)?.isUppercase == true }
}
