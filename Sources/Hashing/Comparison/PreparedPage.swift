/// A page's picture made ready to be compared with others.
public struct PreparedPage: Sendable {
    /// The longest side at which a page should be rendered for this, in pixels: about
    /// 120 dpi on A4, where the digits of small print are 8 pixels high.
    public static let rasterSide = 1400

    /// The ink, softened by one binomial blur.
    let ink: BytePlane

    /// The same at half and at a quarter of the size.
    let half: BytePlane
    let quarter: BytePlane

    let groundWeight: GroundWeight
    let skew: Double

    /// Of the ink at a quarter of the size, at the page's skew; `nil` without ink.
    let moments: InkMoments?

    /// The ink in all, in full pixels.
    let mass: Double

    /// The page's size in pixels.
    public var width: Int { ink.width }
    public var height: Int { ink.height }

    /// Reads a page of 8-bit luma, rows from the top without padding.
    ///
    /// Any size works. Traps when `luma` is not `width * height` bytes or has none.
    public init(luma: [UInt8], width: Int, height: Int) {
        let map = InkMap(luma: luma, width: width, height: height)
        groundWeight = GroundWeight(map.ground)
        ink = map.plane.softened()
        half = ink.halved()
        quarter = half.halved().softened()
        skew = PageSkew.degrees(of: half)
        moments = InkMoments(ink: quarter, skew: skew)
        mass = Double(ink.sum) / 255
    }
}
