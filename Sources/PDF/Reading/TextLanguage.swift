import CPoppler

/// Tells the language of a text.
enum TextLanguage {
    private static let minLetters = 20

    /// A BCP 47 tag; `nil` where the text has fewer than 20 letters or the
    /// detector (CLD2) does not call its answer reliable.
    static func detect(_ text: String) -> String? {
        guard hasEnoughLetters(text) else { return nil }
        var text = text
        return text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                guard let start = characters.baseAddress else { return nil }
                return cpoppler_language(start, characters.count).map { String(cString: $0) }
            }
        }
    }

    private static func hasEnoughLetters(_ text: String) -> Bool {
        var count = 0
        for scalar in text.unicodeScalars where scalar.properties.isAlphabetic {
            count += 1
            if count == minLetters { return true }
        }
        return false
    }
}
