/// What is usual on one page: the measure for what stands out.
struct PageStyle {
    var width: Double
    var height: Double
    /// The size of most letters, in points.
    let bodySize: Double
    /// Whether most letters are bold.
    let isBodyBold: Bool
    /// Whether most of the page is set in fixed-width fonts, as typescript is.
    let isTypescript: Bool
    /// By size rounded to half points, the usual distance from line to line.
    private let pitches: [Double: Double]
    private let defaultPitch = 1.2

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

    /// The median over neighbours in one Poppler block, kept within reason.
    private static func usualPitches(_ lines: [TextLine]) -> [Double: Double] {
        var samples: [Double: [Double]] = [:]
        for (line, next) in zip(lines, lines.dropFirst())
        where line.block == next.block && line.hasSize(of: next) {
            let pitch = next.box.maxY - line.box.maxY
            if pitch > 0.7 * line.em, pitch < 3 * line.em {
                samples[rounded(line.fontSize), default: []].append(pitch)
            }
        }
        return samples.filter { $0.value.count >= 3 }.mapValues { $0.sorted()[$0.count / 2] }
    }
}
