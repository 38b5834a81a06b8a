/// The bullet or number a list item begins with.
struct ListMarker {
    /// What sort of marker it is.
    var kind: Kind
    /// What the word holds after the marker; empty where the marker stands alone.
    var rest: String

    /// A bullet or an ordinal.
    enum Kind: Equatable {
        /// A strong bullet can hardly be anything else; a weak one is also used
        /// as a dash, a star or a letter.
        case bullet(isStrong: Bool)
        /// All readings of an ordinal: "i." is the first roman and the ninth letter.
        case ordinal([Reading])
    }

    /// One way to read an ordinal.
    struct Reading: Hashable {
        /// Its numerals.
        var style: Style
        /// From 0 for decimals, from 1 for all others.
        var value: Int
        /// What encloses it: "1.", "1)" and "(1)" do not continue each other.
        var enclosure: Enclosure
    }

    /// The numerals of an ordinal.
    enum Style: Hashable { case decimal, lowerLetter, upperLetter, lowerRoman, upperRoman }
    /// The signs around an ordinal.
    enum Enclosure: Hashable { case period, parenthesis, parentheses }

    /// Reads the marker at the start of a word; `nil` where there is none.
    init?(_ word: String) {
        guard let first = word.unicodeScalars.first else { return nil }
        if Self.isStrongBullet(first) {
            kind = .bullet(isStrong: true)
            rest = String(word.unicodeScalars.dropFirst())
        } else if word.unicodeScalars.count == 1, "-–—*·−o".unicodeScalars.contains(first) {
            kind = .bullet(isStrong: false)
            rest = ""
        } else {
            let readings = Self.readings(of: word)
            guard !readings.isEmpty else { return nil }
            kind = .ordinal(readings)
            rest = ""
        }
    }

    /// The bullets of common typefaces, the private-use ones of Symbol and
    /// Wingdings among them.
    private static func isStrongBullet(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2022, 0x2023, 0x2043, 0x204C, 0x204D, 0x2219, 0x25A0, 0x25A1, 0x25AA, 0x25AB,
            0x25B6, 0x25B8, 0x25BA, 0x25C6, 0x25C7, 0x25CB, 0x25CF, 0x25D8, 0x25E6, 0x2666,
            0x2713, 0x2714, 0x2756, 0x2794, 0x27A2, 0x27A4, 0x29BF, 0xF06E, 0xF071, 0xF076,
            0xF0A7, 0xF0A8, 0xF0B7, 0xF0D8, 0xF0FC:
            true
        default: false
        }
    }

    private static func readings(of word: String) -> [Reading] {
        guard word.utf8.count <= 8 else { return [] }
        var core = Substring(word)
        let enclosure: Enclosure
        if core.hasPrefix("("), core.hasSuffix(")") {
            core = core.dropFirst().dropLast()
            enclosure = .parentheses
        } else if core.hasSuffix(")") {
            core = core.dropLast()
            enclosure = .parenthesis
        } else if core.hasSuffix(".") {
            core = core.dropLast()
            enclosure = .period
        } else {
            return []
        }
        return values(of: core).map { Reading(style: $0, value: $1, enclosure: enclosure) }
    }

    private static func values(of core: Substring) -> [(Style, Int)] {
        let bytes = Array(core.utf8)
        if (1...3).contains(bytes.count), bytes.allSatisfy({ (0x30...0x39).contains($0) }) {
            return Int(core).map { [(.decimal, $0)] } ?? []
        }
        var values: [(Style, Int)] = []
        if bytes.count == 1, let letter = bytes.first {
            if (0x61...0x7A).contains(letter) { values.append((.lowerLetter, Int(letter) - 0x60)) }
            if (0x41...0x5A).contains(letter) { values.append((.upperLetter, Int(letter) - 0x40)) }
        }
        if let roman = romanValue(bytes) {
            values.append((bytes[0] >= 0x61 ? .lowerRoman : .upperRoman, roman))
        }
        return values
    }

    /// The value of a roman numeral below 40 in one case.
    private static func romanValue(_ bytes: [UInt8]) -> Int? {
        let digits: [UInt8: Int] = [0x69: 1, 0x76: 5, 0x78: 10]
        let isUpper = bytes.first.map { $0 < 0x61 } ?? false
        var values: [Int] = []
        for byte in bytes {
            guard let value = digits[isUpper ? byte | 0x20 : byte], (byte < 0x61) == isUpper else {
                return nil
            }
            values.append(value)
        }
        var total = 0
        for (index, value) in values.enumerated() {
            let next = index + 1 < values.count ? values[index + 1] : 0
            total += value < next ? -value : value
        }
        return total > 0 && total < 40 ? total : nil
    }
}

extension ListMarker.Kind {
    /// Whether it is a number or letter rather than a bullet.
    var isOrdinal: Bool {
        if case .ordinal = self { return true }
        return false
    }

    /// What remains of `next` when it follows this marker in one list; `nil`
    /// where it does not follow.
    func followed(by next: Self) -> Self? {
        switch (self, next) {
        case (.bullet, .bullet): return next
        case (.ordinal(let readings), .ordinal(let nextReadings)):
            let following = nextReadings.filter { next in
                readings.contains {
                    $0.style == next.style && $0.enclosure == next.enclosure
                        && $0.value + 1 == next.value
                }
            }
            return following.isEmpty ? nil : .ordinal(following)
        default: return nil
        }
    }

    /// Whether a nested list may begin with it.
    var canBegin: Bool {
        guard case .ordinal(let readings) = self else { return true }
        return readings.contains { $0.value == 1 }
    }

    /// The number of an ordinal, as the first reading has it; 1 for a bullet.
    var number: Int {
        guard case .ordinal(let readings) = self else { return 1 }
        return (readings.first { $0.value == 1 } ?? readings.first)?.value ?? 1
    }
}
