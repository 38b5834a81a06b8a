public import Hashing

/// Compares two documents: signatures propose, texts refute, pictures decide.
public struct DocumentComparison {
    /// Which of the two documents a picture is wanted of.
    public enum Side: Hashable, Sendable { case a, b }

    /// Gives a page's picture, rendered at `PreparedPage.rasterSide`; `nil` where it has none.
    public typealias Pictures = (Side, Int) throws -> PreparedPage?

    /// What `a` and `b` are to each other; `nil` where they are nothing.
    ///
    /// `pictures` is asked only for pages whose texts do not decide, at most once for
    /// each, and no more when a picture has shown another page. What it throws is
    /// thrown on.
    public static func finding(
        _ a: ComparedDocument, _ b: ComparedDocument, pictures: Pictures
    ) throws -> DocumentFinding? {
        if a.digest == b.digest { return sameBytes(a) }
        let alignment = DocumentAlignment(a, b)
        let pages = try judged(alignment, a, b, pictures)
        guard let (verdict, score) = DocumentJudgement(alignment, pages).verdict else { return nil }
        return DocumentFinding(
            verdict: verdict, score: score, pages: pages.map(PageFinding.init),
            onlyA: alignment.onlyA, onlyB: alignment.onlyB)
    }

    /// Judges each pair of pages; once texts or pictures have shown other pages the documents
    /// are two, and pictures of the rest are not worth their cost.
    private static func judged(
        _ alignment: DocumentAlignment, _ a: ComparedDocument, _ b: ComparedDocument,
        _ pictures: Pictures
    ) throws -> [JudgedPair] {
        var objections = Objections()
        return try alignment.pairs.filter { !$0.isBlank }.map { pair in
            let (pageA, pageB) = (a.pages[pair.a], b.pages[pair.b])
            let judgement = try PageJudgement(pageA, pageB) {
                objections.suffice ? nil : try picture(of: pair, pictures)
            }
            objections.add(judgement)
            return JudgedPair(
                a: pair.a, b: pair.b, distance: pageA.distance(to: pageB), judgement: judgement,
                isEvidence: pageA.isEvidence && pageB.isEvidence)
        }
    }

    private static func picture(
        of pair: DocumentAlignment.Pair, _ pictures: Pictures
    ) throws -> PageComparison? {
        guard let a = try pictures(.a, pair.a), let b = try pictures(.b, pair.b) else { return nil }
        return PageComparison(a, b)
    }

    private static func sameBytes(_ document: ComparedDocument) -> DocumentFinding {
        DocumentFinding(
            verdict: .sameBytes, score: 1,
            pages: document.pages.indices.map {
                PageFinding(pageA: $0, pageB: $0, distance: 0, score: 1)
            }, onlyA: [], onlyB: [])
    }
}

/// What the pages that were judged so far say against the documents being one.
private struct Objections {
    private var hasOtherText = false
    private var balance = 0

    /// A picture alone may err, so that of a second page is looked at.
    var suffice: Bool { hasOtherText || balance > 1 }

    mutating func add(_ page: PageJudgement) {
        hasOtherText = hasOtherText || page.objection == .text && page.relation == .unlike
        if page.isSame { balance -= 1 }
        if page.objection == .picture, page.relation == .unlike { balance += 1 }
    }
}

extension PageFinding {
    private static let mostWords = 100

    fileprivate init(_ pair: JudgedPair) {
        let difference = pair.judgement.difference
        self.init(
            pageA: pair.a, pageB: pair.b, distance: pair.distance, score: pair.judgement.score,
            wordsA: Self.shown(difference.onlyA), wordsB: Self.shown(difference.onlyB),
            places: pair.judgement.places)
    }

    /// The words with what they are part of, each once.
    private static func shown(_ words: [PageWords.Word]) -> [String] {
        var last: Int?
        let first = words.filter { word in
            defer { last = word.place }
            return word.place != last
        }
        return first.prefix(mostWords).map(\.shown)
    }
}
