/// What is kept of a page's picture to find its other forms.
public struct PageSignature: Hashable, Sendable {
    /// The hash of the whole page as it is: near for re-exports and clean copies.
    public let plain: PageHash

    /// The hash of the straightened ink inside its moment box: near for scans, other
    /// paper and print scaling as well. No bit is set where there is no ink.
    public let moment: PageHash

    /// How far the lines fall to the right, in degrees from -3 to 3.
    public let skew: Double

    /// The share of pixels that stand out, as `PageInk` counts it.
    public let inkShare: Double

    /// The longest side at which a page should be rendered for this, in pixels.
    ///
    /// Larger rasters find no more: of 624 changed copies (scans, other paper, stamps)
    /// 99.5 % are within 80 bits by `moment` or 96 by `plain` at 320 pixels, as at 448
    /// and 640; only the skew is a little less exact (0.14 degrees against 0.06).
    public static let rasterSide = 320

    /// Reads a page of 8-bit luma, rows from the top without padding.
    ///
    /// Any size works. Traps when `luma` is not `width * height` bytes or has none.
    public init(luma: [UInt8], width: Int, height: Int) {
        let ink = InkMap(luma: luma, width: width, height: height).plane
        plain = PageHash(luma: luma, width: width, height: height)
        skew = PageSkew.degrees(of: ink)
        moment = PageHash(straightened: ink, skew: skew)
        inkShare = PageInk.share(luma: luma)
    }

    /// Puts together what was kept.
    public init(plain: PageHash, moment: PageHash, skew: Double, inkShare: Double) {
        self.plain = plain
        self.moment = moment
        self.skew = skew
        self.inkShare = inkShare
    }
}

extension PageHash {
    /// Hashes the ink inside its moment box.
    fileprivate init(straightened ink: BytePlane, skew: Double) {
        guard let moments = InkMoments(ink: ink, skew: skew) else {
            self.init(words: .zero)
            return
        }
        let grid = InkGrid(ink: ink, moments: moments)
        self.init(cells: grid.cells, across: .smoothed, down: .smoothed)
    }
}
