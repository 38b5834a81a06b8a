/// Bounds on what is taken of one PDF for a marked copy of it, whatever the PDF says.
public struct MarkingLimits: Hashable, Codable, Sendable {
    /// A document with more pages is refused.
    public var maxPages = 20_000
    /// Bytes of one page's decoded content; a page with more is not marked as it is.
    public var maxContentBytes = 256 << 20

    public init() {}
}
