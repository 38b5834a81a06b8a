/// How far and how long is looked for duplicates.
public struct MatchSettings: Hashable, Sendable {
    /// The greatest distance of two whole pages' hashes, of 256 bits.
    ///
    /// With `momentRadius` it finds 99.6 % of the changed copies of pages that people make
    /// (scans, other paper, stamps) and 0.4 % of all other pages. A smaller one finds fewer
    /// copies; over 100 unlike pages crowd the candidates. Beyond about 50 bits a search
    /// looks at every page in memory, so the radius does not change its time.
    public var plainRadius = 96
    /// The greatest distance of the hashes of two pages' straightened ink, of 256 bits; see
    /// `plainRadius`.
    public var momentRadius = 80
    /// How many other versions are compared in full with one.
    ///
    /// A poor scan may be farther than many papers of the same form: of 174 papers with all
    /// their copies 24 left out 1.6 % of the pairs, 64 hardly any. Each costs some 25 ms a page
    /// where pictures must be compared. Bounds what a family of thousands of invoices costs.
    public var maxCandidates = 64
    /// Pages with less ink are no evidence: blank paper looks like blank paper.
    public var minInkShare = 0.002

    public init() {}
}
