public import Hashing

/// Compares two documents: signatures propose, texts refute, pictures decide.
public struct DocumentComparison {
    /// Which of the two documents a picture is wanted of.
    public enum Side: Hashable, Sendable { case a, b }

    /// Gives a page's picture, rendered at `PreparedPage.rasterSide`; `nil` where it has none.
    public typealias Pictures = (Side, Int) throws -> PreparedPage?

    /// What `a` and `b` are to each other; `nil` where they are nothing.
    ///
    /// `pictures` is asked only for pages whose texts do not decide, and at most once
    /// for each. What it throws is thrown on.
    public static func finding(
        _ a: ComparedDocument, _ b: ComparedDocument, pictures: Pictures
    ) throws -> DocumentFinding? {
        if a.digest == b.digest { return sameBytes(a) }
        let alignment = DocumentAlignment(a, b)
        let judged = try alignment.pairs.filter { !$0.isBlank }.map { pair in
            let judgement = try PageJudgement(a.pages[pair.a], b.pages[pair.b]) {
                try picture(of: pair, pictures)
            }
            return (pair: pair, judgement: judgement)
        }
        let hasEvidence = judged.contains {
            a.pages[$0.pair.a].isEvidence && b.pages[$0.pair.b].isEvidence
        }
        let judgement = DocumentJudgement(alignment, judged, hasEvidence: hasEvidence)
        guard let (verdict, score) = judgement.verdict else { return nil }
        return DocumentFinding(
            verdict: verdict, score: score,
            pages: judged.map { pair, judgement in
                PageFinding(judgement, pair, distance: a.pages[pair.a].distance(to: b.pages[pair.b]))
            }, onlyA: alignment.onlyA, onlyB: alignment.onlyB)
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

extension PageFinding {
    private static let mostWords = 100

    fileprivate init(
        _ judgement: PageJudgement, _ pair: DocumentAlignment.Pair, distance: Int
    ) {
        self.init(
            pageA: pair.a, pageB: pair.b, distance: distance, score: judgement.score,
            wordsA: judgement.difference.onlyA.prefix(Self.mostWords).map(\.shown),
            wordsB: judgement.difference.onlyB.prefix(Self.mostWords).map(\.shown),
            places: judgement.places)
    }
}
