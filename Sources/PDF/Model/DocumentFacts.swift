/// What a PDF says of itself.
///
/// Every text is display text: bad encodings were repaired, control characters
/// removed, and each one cut to `ReadingLimits.maxFactLength`.
public struct DocumentFacts: Hashable, Codable, Sendable {
    public var title: String?
    public var author: String?
    public var subject: String?
    public var keywords: String?
    /// The program the document was written in.
    public var creator: String?
    /// The program that made the PDF.
    public var producer: String?
    /// For example "1.7".
    public var version: String
    public var pageCount: Int
    public var isEncrypted: Bool
    public var isTagged: Bool
    public var isLinearized: Bool
    public var hasForm: Bool
    /// The catalog's `/Lang`, a BCP 47 tag as the document states it.
    public var language: String?
    /// Microseconds since 1970, UTC.
    public var createdAt: Int64?
    /// Microseconds since 1970, UTC.
    public var modifiedAt: Int64?
    public var outline: [OutlineItem]
    /// What was found missing when the document was opened, for people, each once,
    /// at most `ReadingLimits.maxComplaints`.
    public var complaints: [String]

    public init(version: String, pageCount: Int) {
        self.version = version
        self.pageCount = pageCount
        isEncrypted = false
        isTagged = false
        isLinearized = false
        hasForm = false
        outline = []
        complaints = []
    }
}

/// A bookmark. The outline is flat, in pre-order.
public struct OutlineItem: Hashable, Codable, Sendable {
    public var title: String
    /// How deep it is nested, from 0.
    public var depth: Int
    /// Where it leads, from 0; `nil` where it leads nowhere in this document.
    public var page: Int?

    public init(title: String, depth: Int, page: Int?) {
        self.title = title
        self.depth = depth
        self.page = page
    }
}
