public import PDF
public import Worker

/// What making one marked copy may take.
public struct CopyLimits: Hashable, Codable, Sendable {
    /// Pixels an inch of a burned copy; others are refused.
    public static let resolutions = 72...300

    /// Pixels an inch where a burned copy is made because a vector copy cannot be; default is
    /// 150.
    public var fallbackResolution = 150
    /// From how many pages on a second process helps to burn them; default is 12.
    public var pagesWorthAnotherHelper = 12

    /// A page that makes no progress for so long is given up; default is 15 seconds.
    public var pageSeconds = 15.0
    /// A copy that is not made by then is given up; default is 300 seconds.
    public var documentSeconds = 300.0
    /// Pages that are given up and substituted; a document with more of them is not copied.
    /// Default is 100.
    public var maxGivenUpPages = 100
    /// Bytes of a copy; default is 4 GiB.
    public var maxBytes = 4 << 30
    /// Pixels of one page of a burned copy: a larger page is drawn more coarsely. Default is 40
    /// million, A2 at 300 dpi.
    public var maxPagePixels = 40_000_000
    /// JPEG quality of a burned copy, 1…100; default is 80.
    public var pictureQuality = 80
    public var reading = ReadingLimits()
    public var marking = MarkingLimits()
    /// What the helper may use. The processor time and the length of the file that it writes
    /// are set from the limits above.
    public var confinement = Confinement()

    public init() {}

    /// How the pictures of a burned copy are made.
    func pictures(dpi: Int) -> PageBurner.Settings {
        PageBurner.Settings(dpi: dpi, maxPixels: maxPagePixels, quality: pictureQuality)
    }

    /// What the processor's limit leaves beyond the document's time: it is a backstop, and who
    /// takes too long is told so by the parent.
    private static let spareCPUSeconds = 20

    /// What a helper may use.
    var helperConfinement: Confinement {
        var confinement = confinement
        confinement.maxFileBytes = maxBytes
        confinement.maxCPUSeconds = Int(documentSeconds.rounded(.up)) + Self.spareCPUSeconds
        return confinement
    }
}
