/// How much there is to see on a page.
public enum PageInk {
    /// The least difference from the background that counts as ink, in luma.
    ///
    /// Low enough for ten-point print on a page of 320 pixels, where strokes fade
    /// to a light grey, and above the grain of a scanned empty sheet.
    private static let contrast = 24

    /// The share of the pixels that stand out from the page's background, 0 to 1.
    ///
    /// The background is the most common luma, taken in steps of 8. Light print on
    /// a dark page counts as ink too. Under about 0.002 a `PageHash` says little
    /// about the page: all nearly empty pages look alike. No pixels have no ink.
    public static func share(luma: [UInt8]) -> Double {
        guard !luma.isEmpty else { return 0 }
        let histogram = histogram(of: luma)
        let background = background(of: histogram)
        let ink = histogram.indices.filter { abs($0 - background) >= contrast }
        return Double(ink.reduce(0) { $0 + histogram[$1] }) / Double(luma.count)
    }

    private static func histogram(of luma: [UInt8]) -> [Int] {
        var counts = [Int](repeating: 0, count: 256)
        for value in luma {
            counts[Int(value)] += 1
        }
        return counts
    }

    /// The most common luma: the middle of the fullest of the 32 steps.
    ///
    /// The lighter step wins a tie.
    private static func background(of histogram: [Int]) -> Int {
        let steps = (0..<32).map { step in histogram[step * 8..<step * 8 + 8].reduce(0, +) }
        let fullest = steps.indices.max { steps[$0] <= steps[$1] } ?? 0
        return fullest * 8 + 4
    }
}
