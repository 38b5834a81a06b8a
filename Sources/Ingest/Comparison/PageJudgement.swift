internal import Hashing

/// Whether a page of each document is the same page, by its text and its picture.
struct PageJudgement {
    enum Relation: Hashable {
        case same, rescanned, marked, edited, unlike
    }

    /// What says so, where a page is not the same.
    enum Objection: Hashable {
        /// The texts: they differ.
        case text
        /// The pictures, where the texts say nothing or little.
        case picture
        /// Nothing does; there were no pictures.
        case unseen
    }

    let relation: Relation

    /// 0…1; the page is the same from `DocumentFinding.threshold` on.
    let score: Double
    /// `nil` for the same page.
    let objection: Objection?
    let difference: TextDifference
    let places: [DifferingPlace]

    var isSame: Bool { score >= DocumentFinding.threshold }

    /// Equal texts whose pictures are as near as this many bits need no other proof.
    private static let nearDistance = 6

    /// The share of a page's ink that is still seen under a mark.
    private static let keptUnderMarks = 0.93

    /// How sure equal texts alone make, where pictures vary or are missing.
    private static let textScore = 0.8

    /// The greatest score of a page that nothing proves to be the same.
    static let mostUnproved = 0.45

    /// The greatest score of a page whose text differs.
    static let mostDiffering = 0.05

    /// The score where the pictures differ and the texts do not: the pictures may err.
    private static func unproved(
        _ statement: TextWitness.Statement, score: Double, evidence: PageEvidence
    ) -> Double {
        let least =
            switch statement {
            case .same: 0.3
            case .added: 0.25
            case .doubtful: 0.15
            case .silent, .differs: 0.05 + 0.1 * evidence.likelihood
            }
        return least + (mostUnproved - least) * 2 * score * evidence.likelihood
    }

    /// Asks for pictures only where the texts do not decide.
    init(_ a: ComparedPage, _ b: ComparedPage, picture: () throws -> PageComparison?) throws {
        let isScan = a.isScan || b.isScan
        let text = TextWitness(a.words, b.words, isTrusted: !isScan)
        let distance = a.distance(to: b)
        switch text.statement {
        case .same where distance <= Self.nearDistance && text.hasSameSymbols:
            self.init(.same, score: 1 - Double(distance) / 1000, text)
        case .differs where distance <= Self.nearDistance && !text.difference.replacesNumbers:
            self.init(doubting: text, try picture())
        case .differs:
            self.init(differing: text)
        default:
            self.init(text, try picture(), isScan: isScan, distance: distance)
        }
    }

    private init(
        _ relation: Relation, score: Double, _ text: TextWitness, _ places: [DifferingPlace] = [],
        objection: Objection? = nil
    ) {
        self.relation = relation
        self.objection = objection
        self.score = score
        self.places = places
        difference = text.difference
    }

    private init(differing text: TextWitness, _ places: [DifferingPlace] = []) {
        let share = Double(text.difference.common) / Double(max(1, text.wordCount))
        self.init(
            share >= 0.5 ? .edited : .unlike, score: Self.mostDiffering * share, text, places,
            objection: .text)
    }

    /// Judges pages that look the same and read otherwise: one of the texts may be badly
    /// encoded or recognized.
    private init(doubting text: TextWitness, _ picture: PageComparison?) {
        let places = picture.map { $0.differences.map(DifferingPlace.init) } ?? []
        guard let picture, picture.evidence.isOfOnePrint else {
            self.init(differing: text, places)
            return
        }
        self.init(.same, score: picture.score, text, places)
    }

    /// Judges a page whose text is not enough.
    private init(
        _ text: TextWitness, _ picture: PageComparison?, isScan: Bool, distance: Int
    ) {
        guard let picture else {
            self.init(unseen: text, distance: distance)
            return
        }
        let places = picture.differences.map(DifferingPlace.init)
        let score = Self.score(text, picture)
        if score < DocumentFinding.threshold {
            let unproved = Self.unproved(
                text.statement, score: score, evidence: picture.evidence)
            self.init(
                text.statement == .silent ? .unlike : .edited, score: unproved, text, places,
                objection: .picture)
        } else if text.statement == .added || picture.hasMark {
            self.init(.marked, score: score, text, places)
        } else {
            self.init(isScan ? .rescanned : .same, score: score, text, places)
        }
    }

    /// How sure text and picture make together.
    ///
    /// A mark across a page disturbs the picture of what is under it, and hairlines come
    /// out unlike at every size. Where all words are still there and so is nearly all
    /// ink, the picture's other objections count little.
    private static func score(_ text: TextWitness, _ picture: PageComparison) -> Double {
        let evidence = picture.evidence
        let score = max(picture.score, evidence.likenessOfHairlines ?? 0)
        let isHeld =
            switch text.statement {
            case .added:
                text.difference.isOfWholeLines || evidence.allowsEqualWords(text.wordCount)
            case .same: evidence.allowsEqualWords(text.wordCount)
            default: false
            }
        guard isHeld, max(evidence.sharedA, evidence.sharedB) >= keptUnderMarks else {
            return score
        }
        return textScore + (1 - textScore) * score
    }

    /// Judges a page that has no picture.
    private init(unseen text: TextWitness, distance: Int) {
        switch text.statement {
        case .same: self.init(.same, score: Self.textScore, text)
        case .added: self.init(.marked, score: Self.textScore, text)
        default:
            let nearness = 1 - Double(distance) / Double(PageHash.bitCount)
            self.init(
                .unlike, score: Self.mostDiffering * nearness, text, objection: .unseen)
        }
    }
}

extension PageComparison {
    /// Added ink of this many full pixels is a mark, and no speck or edge.
    private static let leastMark = 150.0

    /// Print that came out unlike leaves ink on both pages, a mark on one.
    private static let mostBeside = 0.2

    /// Whether one of the pages bears something that the other does not.
    fileprivate var hasMark: Bool {
        let (a, b) = (ink(addedAs: .addedInA), ink(addedAs: .addedInB))
        return max(a, b) >= Self.leastMark && min(a, b) <= Self.mostBeside * max(a, b)
    }

    private func ink(addedAs kind: PageDifference.Kind) -> Double {
        differences.reduce(0) { $1.kind == kind ? $0 + $1.ink : $0 }
    }
}

extension DifferingPlace {
    fileprivate init(_ difference: PageDifference) {
        let kind: Kind =
            switch difference.kind {
            case .addedInA: .addedInA
            case .addedInB: .addedInB
            case .replaced: .replaced
            }
        self.init(
            kind: kind, boxA: difference.boxA.sides, boxB: difference.boxB.sides)
    }
}

extension PageBox {
    fileprivate var sides: [Double] { [left, top, right, bottom] }
}
