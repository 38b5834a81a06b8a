/// All that is read from one page in one pass.
public struct PageReading: Sendable {
    /// The size as displayed, in points, after rotation.
    public var width: Double
    public var height: Double
    /// Clockwise, one of 0, 90, 180, 270; already applied to all boxes.
    public var rotation: Int
    /// The page's own number, such as "iv".
    public var label: String?
    /// In reading order.
    public var words: [Word]
    /// In the order they were drawn.
    public var images: [PageImage]
    /// In reading order.
    public var blocks: [Block]
    /// The words of all blocks, with page headers and other artifacts of a tagged
    /// page, in reading order: lines end in a newline, blocks in an empty line.
    public var text: String
    public var signals: PageSignals
    /// The page as a picture; `nil` when it was not asked for.
    public var raster: Raster?
    /// What was found missing of this page, for people, each once, at most
    /// `ReadingLimits.maxComplaints`.
    public var complaints: [String]

    public init(width: Double, height: Double, rotation: Int) {
        self.width = width
        self.height = height
        self.rotation = rotation
        words = []
        images = []
        blocks = []
        text = ""
        signals = PageSignals()
        complaints = []
    }
}

/// What a page looks like in figures.
public struct PageSignals: Hashable, Sendable {
    /// The share of the page under pictures, 0…1.
    public var imageShare: Double = 0
    /// The share of the page under the boxes of visible words, 0…1.
    public var textShare: Double = 0
    /// The page is one big picture without visible text: paper that was
    /// scanned, with or without a text layer laid under it.
    public var isScan = false
    /// A BCP 47 tag; `nil` where the text is too short to tell.
    public var language: String?

    public init() {}
}

/// A picture of a page in packed 8-bit RGB, rows from the top without padding.
public struct Raster: Hashable, Sendable {
    /// In pixels, at least 1.
    public let width: Int
    /// In pixels, at least 1.
    public let height: Int
    /// `width * height * 3` bytes.
    public let pixels: [UInt8]

    /// Traps when the count of `pixels` does not fit the size.
    public init(width: Int, height: Int, pixels: [UInt8]) {
        precondition(width > 0 && height > 0 && pixels.count == width * height * 3)
        self.width = width
        self.height = height
        self.pixels = pixels
    }
}
