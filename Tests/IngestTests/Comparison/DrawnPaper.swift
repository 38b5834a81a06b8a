import Hashing
import TestSupport

/// The picture of a page: lines of characters made of bars, and perhaps a stamp.
struct DrawnPaper {
    var seed: UInt64
    /// A line that is set from another seed.
    var otherLine: Int?
    var isStamped = false

    private static let (width, height) = (284, 400)
    private static let (left, top) = (30, 40)
    private static let lines = 14

    /// Left, top, width and height of the bars of a character.
    private static let bars = [
        (0, 0, 5, 2), (0, 4, 5, 2), (0, 8, 5, 2), (0, 0, 2, 5), (0, 5, 2, 5), (4, 0, 2, 5),
        (4, 5, 2, 5),
    ]

    var prepared: PreparedPage {
        var luma = [UInt8](repeating: 250, count: Self.width * Self.height)
        for line in 0..<Self.lines { write(line, on: &luma) }
        if isStamped {
            for bar in [(150, 328, 90, 3), (150, 354, 90, 3), (165, 340, 50, 5)] {
                Self.fill(bar, on: &luma)
            }
        }
        return PreparedPage(luma: luma, width: Self.width, height: Self.height)
    }

    private func write(_ line: Int, on luma: inout [UInt8]) {
        let source = line == otherLine ? seed + 1000 : seed
        var random = SeededGenerator(seed: source &* 64 &+ UInt64(line))
        var x = Self.left
        for _ in 0..<Int.random(in: 14...26, using: &random) {
            for bar in Self.bars where Bool.random(using: &random) {
                Self.fill(
                    (x + bar.0, Self.top + line * 20 + bar.1, bar.2, bar.3), on: &luma)
            }
            x += Int.random(in: 0..<5, using: &random) == 0 ? 14 : 8
        }
    }

    private static func fill(_ bar: (x: Int, y: Int, w: Int, h: Int), on luma: inout [UInt8]) {
        for y in bar.y..<min(height, bar.y + bar.h) {
            for x in bar.x..<min(width, bar.x + bar.w) { luma[y * width + x] = 20 }
        }
    }
}
