internal import Foundation

/// What a character is to `PageWords`.
///
/// The properties of Unicode cost some 100 ns each; a page has thousands of characters, nearly
/// all of them of a few alphabets, whose traits are looked up once.
struct ScalarTraits: OptionSet {
    let rawValue: UInt8

    static let digit = ScalarTraits(rawValue: 1)
    static let dash = ScalarTraits(rawValue: 2)
    /// A letter, a digit, or a mark on one.
    static let ofWord = ScalarTraits(rawValue: 4)
    /// Of a word, or one that lacks its place in the font's map.
    static let mayBeOfWord = ScalarTraits(rawValue: 8)
    static let symbol = ScalarTraits(rawValue: 16)
    static let space = ScalarTraits(rawValue: 32)
    /// Seen only by what it does to others: soft hyphens, marks of direction.
    static let format = ScalarTraits(rawValue: 64)
    /// Stays as it is, beside any other of this trait, when texts are normalized to NFKC.
    static let normal = ScalarTraits(rawValue: 128)

    /// Those of Latin, Greek, Cyrillic, Hebrew and Arabic letters and common punctuation.
    private static let known: [ScalarTraits] = (0..<0x2200).map { value in
        Unicode.Scalar(UInt32(value)).map(ScalarTraits.init(reading:)) ?? []
    }

    init(rawValue: UInt8) { self.rawValue = rawValue }

    init(_ scalar: Unicode.Scalar) {
        let value = Int(scalar.value)
        self = value < Self.known.count ? Self.known[value] : ScalarTraits(reading: scalar)
    }

    private init(reading scalar: Unicode.Scalar) {
        let properties = scalar.properties
        self = Self.traits(of: properties.generalCategory)
        if properties.numericType == .decimal { insert(.digit) }
        if properties.isWhitespace { insert(.space) }
        if scalar == "-" || scalar == "\u{2212}" || "\u{2010}"..."\u{2015}" ~= scalar {
            insert(.dash)
        }
        if scalar == "\u{2212}" { remove(.symbol) }
        if scalar == "%" || scalar == "&" || scalar == "§" { insert(.symbol) }
        if contains(.ofWord) || scalar == "\u{FFFD}" { insert(.mayBeOfWord) }
        if Self.isNormal(scalar) { insert(.normal) }
    }

    private static func traits(of category: Unicode.GeneralCategory) -> ScalarTraits {
        switch category {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber,
            .otherNumber:
            .ofWord
        case .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol: .symbol
        case .privateUse: [.symbol, .mayBeOfWord]
        case .format: .format
        default: []
        }
    }

    /// Only of Latin letters and punctuation, which stand for themselves unless they are
    /// composed of others.
    private static func isNormal(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value < 0x250 || 0x2010..<0x20D0 ~= scalar.value else { return false }
        let text = String(scalar)
        return text.precomposedStringWithCompatibilityMapping.unicodeScalars
            .elementsEqual(text.unicodeScalars)
    }
}

extension Unicode.Scalar {
    var traits: ScalarTraits { ScalarTraits(self) }
}
