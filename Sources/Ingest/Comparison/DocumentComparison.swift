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
        let alignment = PageAlignment(
            a.pages.map(\.signatureOrBlank), b.pages.map(\.signatureOrBlank))
        guard !alignment.pairs.isEmpty else { return nil }
        let pages = alignment.pairs.map {
            PageFinding(
                pageA: $0.a, pageB: $0.b, distance: $0.distance,
                score: 1 - Double($0.distance) / 256)
        }
        let likeness = DocumentLikeness(alignment, scores: pages.map(\.score))
        return DocumentFinding(
            verdict: .samePages, score: likeness.score, pages: pages, onlyA: alignment.onlyA,
            onlyB: alignment.onlyB)
    }

    private static func sameBytes(_ document: ComparedDocument) -> DocumentFinding {
        DocumentFinding(
            verdict: .sameBytes, score: 1,
            pages: document.pages.indices.map {
                PageFinding(pageA: $0, pageB: $0, distance: 0, score: 1)
            }, onlyA: [], onlyB: [])
    }
}

extension ComparedPage {
    /// A page without a picture is as good as a blank one: no evidence.
    fileprivate var signatureOrBlank: PageSignature {
        signature
            ?? PageSignature(
                plain: PageHash(words: .zero), moment: PageHash(words: .zero), skew: 0, inkShare: 0)
    }
}
