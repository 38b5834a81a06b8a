/// Why two versions count as forms of one document, or why they do not.
public enum DuplicateVerdict: String, Codable, CaseIterable, Sendable {
    case sameBytes = "same_bytes"
    /// The same pages in another file: another producer, recompressed, grey, other paper.
    case samePages = "same_pages"
    /// The same paper, scanned or printed and scanned again.
    case rescanned = "rescanned"
    /// The same pages under a stamp, signature, watermark, header or number.
    case markedCopy = "marked_copy"
    /// Pages of one are pages of the other, which has others besides.
    case containsPages = "contains_pages"
    /// The same document but for some words.
    case edited = "edited"
    /// Another document of the same form.
    case templateSibling = "template_sibling"
}
