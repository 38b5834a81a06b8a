/// How much ink each pixel of a page carries, 0 to 255.
///
/// Ink is what stands out from the ground around it, dark on light paper or light
/// on a dark ground. Paper tint, shading and solid areas leave no ink, and the
/// page's usual stroke is brought to 255, so faint copies compare with dark ones.
struct InkMap: Sendable {
    let plane: BytePlane
    let ground: PageGround

    /// The luma by which a pixel must stand out: above JPEG noise, and above the grain of
    /// the paper, by so many of its standard deviations.
    private static let leastGrain = 14
    private static let mostGrain = 48
    private static let grainDeviations = 2.5

    /// One row of so many tells the grain.
    private static let grainRows = 8

    /// The usual stroke is this percentile of what is over `faint`; full-strength
    /// strokes are a tenth of all pixels with any ink even in small print.
    private static let strokePercentile = 0.9
    private static let faint = 8

    /// The usual stroke is taken to be at least this strong, so that the grain of a
    /// page with nothing else on it does not become ink.
    private static let leastStroke = 40

    /// Traps when `luma` is not `width * height` bytes or has none.
    init(luma: UnsafeBufferPointer<UInt8>, width: Int, height: Int) {
        precondition(width > 0 && height > 0, "a page has at least one pixel")
        precondition(luma.count == width * height, "a page has width * height pixels")
        let ground = PageGround(luma: luma, width: width, height: height)
        var plane = Self.contrast(of: luma, width: width, height: height, over: ground)
        Self.normalize(&plane)
        self.plane = plane
        self.ground = ground
    }

    init(luma: [UInt8], width: Int, height: Int) {
        self = luma.withUnsafeBufferPointer { InkMap(luma: $0, width: width, height: height) }
    }

    /// By how much each pixel stands out from the ground.
    private static func contrast(
        of luma: UnsafeBufferPointer<UInt8>, width: Int, height: Int, over ground: PageGround
    ) -> BytePlane {
        BytePlane(width: width, height: height) { result in
            var line = GroundLine(width: width)
            for y in 0..<height {
                if y % ground.cell == 0 { line.load(row: y / ground.cell, of: ground) }
                let row = y * width..<(y + 1) * width
                line.write(
                    contrastOf: UnsafeBufferPointer(rebasing: luma[row]),
                    to: UnsafeMutableBufferPointer(rebasing: result[row]))
            }
        }
    }

    /// Takes the grain off and brings the usual stroke to 255.
    private static func normalize(_ contrast: inout BytePlane) {
        let grain = grain(of: contrast)
        let histogram = contrast.histogram(from: UInt8(grain + faint + 1))
        let stroke = usualStroke(in: histogram, over: grain)
        // In parts of 256, so that the upper half of a product is what is sought.
        let gain = UInt32(UInt16(255 * 256 / stroke))
        contrast.values.withUnsafeMutableBufferPointer { values in
            for index in values.indices {
                let over = UInt16(max(values[index], UInt8(grain)) &- UInt8(grain)) << 8
                let ink = UInt16(truncatingIfNeeded: (UInt32(over) &* gain) >> 16)
                values[index] = UInt8(truncatingIfNeeded: min(255, ink))
            }
        }
    }

    /// What of the contrast is grain.
    ///
    /// Most of a page is paper, and the ground lies on its lightest pixels: the median says
    /// how far below the rest is, and the quartile how much that varies, in which ink has
    /// no part.
    private static func grain(of contrast: BytePlane) -> Int {
        let counts = contrast.histogram(ofEveryRow: grainRows)
        let quartile = percentile(0.25, of: counts)
        let median = percentile(0.5, of: counts)
        // The quartile of normally distributed values is 0.674 deviations from the median.
        let grain = Double(median) + grainDeviations * Double(median - quartile) / 0.674
        return max(leastGrain, min(mostGrain, Int(grain)))
    }

    private static func percentile(_ share: Double, of counts: [Int]) -> Int {
        let wanted = Double(counts.reduce(0, +)) * share
        var seen = 0
        for (value, count) in counts.enumerated() {
            seen += count
            if Double(seen) >= wanted { return value }
        }
        return 255
    }

    private static func usualStroke(in histogram: [Int], over grain: Int) -> Int {
        let strong = histogram[(grain + faint + 1)...]
        let below = Double(strong.reduce(0, +)) * strokePercentile
        var seen = 0
        for (value, count) in zip(strong.indices, strong) {
            seen += count
            if Double(seen) >= below { return max(leastStroke, value - grain) }
        }
        return leastStroke
    }
}
