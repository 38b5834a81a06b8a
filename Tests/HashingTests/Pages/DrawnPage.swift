import Foundation
import Hashing
import TestSupport

/// A page of rectangular strokes on A4 paper, measured in points from the top left.
struct DrawnPage {
    static let width = 595.0
    static let height = 842.0

    struct Stroke {
        var x: Double
        var y: Double
        var width: Double
        var height: Double
        var tone: Double = 20
    }

    var strokes: [Stroke] = []
    var paper: Double = 250

    /// Lines of words of segmented digits, ragged like a letter's.
    static func text(seed: UInt64, lines: Range<Int> = 0..<26) -> DrawnPage {
        var random = SeededGenerator(seed: seed)
        var page = DrawnPage()
        for line in lines {
            let length = Double.random(in: 200...450, using: &random)
            var x = 70.0
            while x < 70 + length {
                for _ in 0..<Int.random(in: 2...8, using: &random) {
                    page.write(digit: .random(in: 0...9, using: &random), x: x, line: line)
                    x += 8
                }
                x += 7
            }
        }
        return page
    }

    /// The segments of each digit: top, middle, bottom, upper and lower left, upper and
    /// lower right.
    private static let segments = [
        0b101_1111, 0b000_0011, 0b111_0110, 0b111_0011, 0b010_1011, 0b111_1001, 0b111_1101,
        0b100_0011, 0b111_1111, 0b111_1011,
    ]

    mutating func write(digit: Int, x: Double, line: Int) {
        let y = Self.top(ofLine: line)
        let places = [
            Stroke(x: x, y: y, width: 6, height: 1.4),
            Stroke(x: x, y: y + 5, width: 6, height: 1.4),
            Stroke(x: x, y: y + 10, width: 6, height: 1.4),
            Stroke(x: x, y: y, width: 1.4, height: 6),
            Stroke(x: x, y: y + 5, width: 1.4, height: 6),
            Stroke(x: x + 4.6, y: y, width: 1.4, height: 6),
            Stroke(x: x + 4.6, y: y + 5, width: 1.4, height: 6),
        ]
        for (index, place) in places.enumerated() {
            if Self.segments[digit] >> (6 - index) & 1 == 1 { strokes.append(place) }
        }
    }

    static func top(ofLine line: Int) -> Double { 90 + Double(line) * 25 }

    /// A frame as a rubber stamp leaves it.
    mutating func stamp(x: Double, y: Double) {
        strokes += [
            Stroke(x: x, y: y, width: 120, height: 3, tone: 60),
            Stroke(x: x, y: y + 40, width: 120, height: 3, tone: 60),
            Stroke(x: x, y: y, width: 3, height: 43, tone: 60),
            Stroke(x: x + 117, y: y, width: 3, height: 43, tone: 60),
            Stroke(x: x + 20, y: y + 18, width: 80, height: 5, tone: 60),
        ]
    }
}

/// What happens to a page on its way through a scanner, about its middle.
struct Handling {
    var degrees = 0.0
    var scale = 1.0
    var shift = SIMD2(0.0, 0.0)

    func place(_ point: SIMD2<Double>) -> SIMD2<Double> {
        let middle = SIMD2(DrawnPage.width, DrawnPage.height) / 2
        let (c, s) = (cos(degrees * .pi / 180) * scale, sin(degrees * .pi / 180) * scale)
        let offset = point - middle
        return middle + shift + SIMD2(c * offset.x - s * offset.y, s * offset.x + c * offset.y)
    }
}

extension DrawnPage {
    /// The page as pixels, `side` of them along the longest side, and their width and height.
    func picture(
        side: Int, _ handling: Handling = Handling()
    ) -> (luma: [UInt8], width: Int, height: Int) {
        let scale = Double(side) / Self.height
        let width = Int((Self.width * scale).rounded())
        var cover = [Double](repeating: 0, count: width * side)
        // Samples a third of a pixel apart stand for the strokes' area.
        let step = 1 / (3 * scale)
        for stroke in strokes {
            let dark = (paper - stroke.tone) * step * step * scale * scale
            for y in stride(from: stroke.y + step / 2, to: stroke.y + stroke.height, by: step) {
                for x in stride(from: stroke.x + step / 2, to: stroke.x + stroke.width, by: step) {
                    let place = handling.place(SIMD2(x, y)) * scale
                    let (column, row) = (Int(place.x.rounded(.down)), Int(place.y.rounded(.down)))
                    guard 0..<width ~= column, 0..<side ~= row else { continue }
                    cover[row * width + column] += dark
                }
            }
        }
        return (cover.map { UInt8(max(0, paper - min($0, paper - 20))) }, width, side)
    }

    /// The signature of the page at the usual size.
    func signature(_ handling: Handling = Handling()) -> PageSignature {
        let picture = picture(side: PageSignature.rasterSide, handling)
        return PageSignature(luma: picture.luma, width: picture.width, height: picture.height)
    }
}
