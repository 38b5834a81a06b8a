internal import Foundation

/// The words of a page as content that shows them without ink, each over its own place.
///
/// The fonts are those of libqpdf's side: a code of `/F1` is a UTF-16 code unit, codes of `/F2`
/// are numbered from 1 in the order in which the characters beyond U+FFFF first come. Every
/// glyph is half as wide as it is high, and its baseline stands at a fifth of its height.
struct InvisibleText {
    private(set) var content: [UInt8] = []
    /// The characters of `/F2`.
    private(set) var scalars: [Unicode.Scalar] = []
    private var codes: [Unicode.Scalar: Int] = [:]
    private let height: Double
    private let order: VisualOrder

    /// The most characters that `/F2` can have.
    private static let maxScalars = 0xfffe

    /// - Parameter height: of the page as it is seen; words are measured from its top.
    init(_ words: [DrawnWord], height: Double) {
        self.height = height
        order = VisualOrder(of: words.map(\.text))
        for word in words { add(word) }
    }

    private mutating func add(_ word: DrawnWord) {
        let scalars = order.scalars(of: word.text)
        let size = word.fontSize
        let length = word.quarters % 2 == 0 ? word.box.width : word.box.height
        let numbers = [word.baseline, word.box.x, word.box.y, size, length]
        guard size > 0, !scalars.isEmpty, numbers.allSatisfy(\.isFinite) else { return }
        let stretch = max(length / (0.5 * size * Double(scalars.count)) * 100, 0.1)
        write("\(Self.number(stretch)) Tz \(matrix(of: word)) Tm\n")
        show(scalars + (word.isFollowedBySpace ? [" "] : []), size: size)
    }

    /// Shows characters, with a change of font wherever one is beyond U+FFFF.
    private mutating func show(_ scalars: [Unicode.Scalar], size: Double) {
        var rest = scalars[...]
        while let first = rest.first {
            let isBasic = first.value <= 0xffff
            let run = rest.prefix { ($0.value <= 0xffff) == isBasic }
            rest = rest.dropFirst(run.count)
            write("/F\(isBasic ? 1 : 2) \(Self.number(size)) Tf <")
            for scalar in run { write(hexadecimal: isBasic ? Int(scalar.value) : code(of: scalar)) }
            write("> Tj\n")
        }
    }

    private mutating func code(of scalar: Unicode.Scalar) -> Int {
        if let known = codes[scalar] { return known }
        guard scalars.count < Self.maxScalars else { return 0 }
        scalars.append(scalar)
        codes[scalar] = scalars.count
        return scalars.count
    }

    /// Where the first letter stands, and which way the word runs.
    private func matrix(of word: DrawnWord) -> String {
        let (box, base) = (word.box, word.baseline)
        let (directions, x, y) =
            switch word.quarters {
            case 1: ("0 -1 1 0", base, height - box.y)
            case 2: ("-1 0 0 -1", box.x + box.width, height - base)
            case 3: ("0 1 -1 0", base, height - box.y - box.height)
            default: ("1 0 0 1", box.x, height - base)
            }
        return "\(directions) \(Self.number(x)) \(Self.number(y))"
    }

    private static func number(_ value: Double) -> String {
        String(format: "%.3f", min(max(value, -1e7), 1e7))
    }

    private mutating func write(_ text: String) {
        content.append(contentsOf: text.utf8)
    }

    private mutating func write(hexadecimal code: Int) {
        for shift in stride(from: 12, through: 0, by: -4) {
            let digit = UInt8(code >> shift & 15)
            content.append(digit < 10 ? digit + 0x30 : digit + 0x37)
        }
    }
}
