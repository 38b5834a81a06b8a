public import PDF
internal import Storage
public import Worker

/// What reading one document may take.
public struct ExtractionLimits: Hashable, Sendable, Codable {
    /// A page that gives nothing for so long is given up; default is 15 seconds.
    public var pageSeconds = 15.0
    /// A second look at a page that was given up, without its picture; default is
    /// 5 seconds.
    public var salvageSeconds = 5.0
    /// Pages not read by then are given up; default is 100 seconds.
    public var documentSeconds = 100.0
    /// Pages read with one request; default is 8. A page is kept as soon as it
    /// comes, so this is no unit of loss.
    public var pagesPerRequest = 8
    /// From how many unread pages on a second helper is worth its start; default
    /// is 12.
    public var pagesWorthAnotherHelper = 12
    /// A page's text and picture together, in bytes; default is 16 MiB.
    public var maxPageBytes = 16 << 20
    /// JPEG quality of thumbnails, 1…100; default is 80.
    public var thumbnailQuality = 80
    public var reading = ReadingLimits()
    public var confinement = Confinement()

    public init() {}

    /// The same with room for a document that ran out of it: twice the memory and
    /// twice the time for a page.
    func withMoreRoom() -> ExtractionLimits {
        var limits = self
        limits.pageSeconds *= 2
        limits.confinement.maxMemoryBytes *= 2
        return limits
    }
}
