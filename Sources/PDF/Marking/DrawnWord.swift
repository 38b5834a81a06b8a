import CPoppler

/// A word and how it lies on the page, for text that is put back over a picture.
struct DrawnWord: Hashable {
    /// In logical order.
    var text: String
    var box: Rectangle
    /// Clockwise quarters of a turn.
    var quarters: Int
    /// From the page's top edge, or from its left edge for an odd number of quarters.
    var baseline: Double
    var fontSize: Double
    var isFollowedBySpace: Bool

    /// The words of a page in the order Poppler reads them.
    static func words(of page: cpoppler_page) -> [DrawnWord] {
        let text = UnsafeRawBufferPointer(start: page.text.bytes, count: page.text.length)
        return UnsafeBufferPointer(start: page.words, count: page.word_count).map { word in
            let start = Int(word.text_start)
            return DrawnWord(
                text: String(
                    decoding: text[start..<start + Int(word.text_length)], as: UTF8.self),
                box: Rectangle(word.box), quarters: Int(word.quarters), baseline: word.baseline,
                fontSize: word.font_size, isFollowedBySpace: word.is_followed_by_space)
        }
    }
}
