public import Hashing
public import PDF
public import Storage

/// What was read from a version. Never altered.
public struct Record: Sendable {
    /// A UUID.
    public let id: String
    public let version: Version
    /// The revision of the extractor that made it.
    public let revision: String
    public let finishedAt: Timestamp
    public let facts: DocumentFacts
    public let headingRanks: HeadingRanks
    /// In order, as many as `facts.pageCount`.
    public let pages: [RecordPage]

    /// The hash of what it looks like; `nil` where a page has no picture.
    public var contentsHash: ContentsHash? { ContentsHash(of: pages.map(\.hash)) }
}

/// A page of a record.
public struct RecordPage: Sendable {
    /// From 0.
    public let number: Int
    /// Why it could not be read; all else is empty then.
    public let failure: String?
    /// What was damaged of a page that could be read.
    public let complaints: [String]
    /// As displayed, in points.
    public let width: Double
    public let height: Double
    public let rotation: Int
    public let label: String?
    public let text: String
    public let layout: PageLayout
    public let signals: PageSignals
    public let hash: PageHash?
    /// The share of pixels that stand out from the page's ground; `nil` without a
    /// picture.
    public let inkShare: Double?
    /// A JPEG among the blobs.
    public let thumbnail: Digest?
}
