/// What is usual on one page: the measure for what stands out.
struct PageStyle {
    /// Of the page, in points.
    let width: Double
    /// Of the page, in points.
    let height: Double
    /// The size of most letters, in points.
    let bodySize: Double
    /// Whether most letters are bold.
    let isBodyBold: Bool
    /// Whether most of the page is set in fixed-width fonts, as typescript is.
    let isTypescript: Bool
    /// By size rounded to half points, the usual distance from line to line.
    private let pitches: [Double: Double]
    private let defaultPitch = 1.2

    /// `lines` are Poppler's lines in reading order.
    init(width: Double, height: Double, words: [Word], lines: [TextLine]) {
        self.width = width
        self.height = height
        var tally = StyleTally()
        for word in words { tally.add(word) }
        bodySize = tally.fontSize
        isBodyBold = tally.boldShare > 0.5
        isTypescript = tally.fixedWidthShare > 0.7
        pitches = Self.usualPitches(lines)
    }

    /// The usual distance between the tops of two lines of this size, in points.
    func pitch(_ fontSize: Double) -> Double {
        pitches[Self.rounded(fontSize)] ?? defaultPitch * fontSize
    }

    private static func rounded(_ size: Double) -> Double { (size * 2).rounded() / 2 }

    /// The median over neighbours in one Poppler block. Widely set text has each
    /// line in a block of its own; there the lower quartile over all neighbours,
    /// as spaces between paragraphs are among them.
    private static func usualPitches(_ lines: [TextLine]) -> [Double: Double] {
        var inside: [Double: [Double]] = [:]
        var across: [Double: [Double]] = [:]
        for (line, next) in zip(lines, lines.dropFirst()) where line.hasSize(of: next) {
            let pitch = next.box.maxY - line.box.maxY
            guard pitch > 0.7 * line.em, pitch < 2.5 * line.em, line.sharesColumn(with: next)
            else { continue }
            let size = rounded(line.fontSize)
            if line.block == next.block { inside[size, default: []].append(pitch) }
            across[size, default: []].append(pitch)
        }
        let enough = { (pitches: [Double]) in pitches.count >= 3 }
        let narrow = inside.filter { enough($0.value) }.mapValues { $0.sorted()[$0.count / 2] }
        let wide = across.filter { enough($0.value) }.mapValues { $0.sorted()[$0.count / 4] }
        return narrow.merging(wide) { narrow, _ in narrow }
    }
}
