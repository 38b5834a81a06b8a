/// Bounds on what is taken from one PDF, whatever the PDF says.
public struct ReadingLimits: Hashable, Codable, Sendable {
    /// A document that declares more pages is refused.
    public var maxPages = 20_000
    /// The longest side of a page's picture, in pixels.
    public var rasterSide = 320
    /// Bytes of UTF-8 text of one page; what goes beyond is cut, and said so.
    public var maxPageTextBytes = 2_000_000
    public var maxWordsPerPage = 100_000
    public var maxImagesPerPage = 10_000
    public var maxStructureNodes = 500_000
    public var maxOutlineItems = 10_000
    /// Characters of one fact, such as the title.
    public var maxFactLength = 2_000
    public var maxComplaints = 20

    public init() {}
}
