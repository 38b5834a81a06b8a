/// How alike two documents are by their pages' pictures.
public struct DocumentLikeness: Hashable, Sendable {
    /// From 0 to 1: the least of the aligned pages' scores, less the share of pages
    /// that only one document has. One replaced page makes another document.
    public let score: Double

    /// The same within the smaller document: how sure it is that all of it is contained.
    public let containment: Double

    /// The least page score; 0 where no page is aligned.
    public let leastPageScore: Double

    /// The share of each document's pages that the other has too.
    public let shareOfA: Double
    public let shareOfB: Double

    /// Judges an alignment by its pages' scores.
    ///
    /// `scores` has one for each of its pairs, in their order; traps otherwise.
    public init(_ alignment: PageAlignment, scores: [Double]) {
        precondition(scores.count == alignment.pairs.count, "every aligned pair has a score")
        let aligned = Double(scores.count)
        shareOfA = aligned / Double(max(1, scores.count + alignment.onlyA.count))
        shareOfB = aligned / Double(max(1, scores.count + alignment.onlyB.count))
        leastPageScore = scores.min() ?? 0
        score = leastPageScore * min(shareOfA, shareOfB)
        containment = leastPageScore * max(shareOfA, shareOfB)
    }
}
