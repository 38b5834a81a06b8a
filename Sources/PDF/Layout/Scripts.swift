extension Unicode.Scalar {
    /// Whether the scalar is alphabetic; looks nothing up for ASCII.
    var isLetter: Bool {
        switch value {
        case 0x41...0x5A, 0x61...0x7A: true
        case ..<0x80: false
        default: properties.isAlphabetic
        }
    }

    /// Whether the scalar belongs to a script written from right to left
    /// (Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms).
    var isRightToLeft: Bool {
        switch value {
        case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x1_0800...0x1_0FFF,
            0x1_E800...0x1_EFFF:
            true
        default: false
        }
    }

    /// Whether the scalar belongs to a script whose lines break between letters
    /// without a space: Han, Kana, Thai, Lao, Myanmar, Khmer and CJK marks.
    var isSetWithoutSpaces: Bool {
        switch value {
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x2E80...0x312F,
            0x31A0...0x9FFF, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF01...0xFF65,
            0x2_0000...0x3_FFFF:
            true
        default: false
        }
    }

    /// Whether the scalar is a hyphen that may have been set to break a word.
    var isHyphen: Bool { value == 0x2D || value == 0x2010 || value == softHyphen }
}

extension String {
    /// How many scalars there are, counted without decoding them.
    var scalarCount: Int { utf8.count { $0 & 0xC0 != 0x80 } }
}

/// A hyphen that is only ever drawn at the end of a line.
private let softHyphen: UInt32 = 0xAD

/// Whether a hyphen between these two pieces, the first at a line's end and the
/// second at the next line's start, was only set to break a word.
func isBrokenWord(_ first: some StringProtocol, _ second: some StringProtocol) -> Bool {
    let scalars = first.unicodeScalars
    guard let hyphen = scalars.last, hyphen.isHyphen, scalars.count > 1 else { return false }
    if hyphen.value == softHyphen { return true }
    let letter = scalars[scalars.index(scalars.endIndex, offsetBy: -2)]
    let next = second.unicodeScalars.first
    return letter.properties.isLowercase && next?.properties.isLowercase == true
}
