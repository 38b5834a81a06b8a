/// Tells headings from paragraphs by how they are set.
enum HeadingDetection {
    /// How much larger than the text around it a heading is set.
    static let clearlyLarger = 1.15
    private static let maxLetters = 200
    private static let maxLines = 4

    /// Whether text of this style and shape is a heading on such a page.
    static func isHeading(
        _ text: String, fontSize: Double, isBold: Bool, lineCount: Int, style: PageStyle
    ) -> Bool {
        guard lineCount <= maxLines else { return false }
        if fontSize >= clearlyLarger * style.bodySize { return isTitle(text) }
        guard lineCount <= 2 else { return false }
        if isBold, !style.isBodyBold {
            return fontSize >= 0.95 * style.bodySize && isTitle(text)
        }
        return fontSize >= 1.05 * style.bodySize && isNumbered(text) && isTitle(text)
    }

    /// Whether the text reads like a title: short, with letters, and not ending
    /// like a sentence.
    static func isTitle(_ text: String) -> Bool {
        guard text.utf8.count <= 4 * maxLetters, text.count <= maxLetters else { return false }
        guard text.unicodeScalars.lazy.filter(\.isLetter).prefix(2).count == 2 else { return false }
        guard let last = text.unicodeScalars.last else { return false }
        return !".,;:。、،؛".unicodeScalars.contains(last)
    }

    /// Whether the text begins with a section number such as "2.1" or "A.3".
    private static func isNumbered(_ text: String) -> Bool {
        guard let number = text.split(separator: " ").first, number.utf8.count < 12,
            number.utf8.count < text.utf8.count
        else { return false }
        let parts = number.split(separator: ".")
        return !parts.isEmpty
            && parts.allSatisfy { part in
                part.utf8.allSatisfy { (0x30...0x39).contains($0) }
                    || (part.utf8.count == 1 && part.first?.isUppercase == true)
            }
    }
}
