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

    /// Counts in four tables by turns: a page is mostly one value, and a processor
    /// that adds to the same place twice waits for the first sum.
    private static func histogram(of luma: [UInt8]) -> [Int] {
        var counts = [UInt32](repeating: 0, count: 4 * 256)
        counts.withUnsafeMutableBufferPointer { counts in
            luma.withUnsafeBufferPointer { luma in
                for index in luma.indices {
                    counts[(index & 3) << 8 | Int(luma[index])] &+= 1
                }
            }
        }
        return (0..<256).map { value in
            (0..<4).reduce(0) { $0 + Int(counts[$1 << 8 | value]) }
        }
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
