/// How a mark is put on the pages of a copy.
public enum CopyKind: Hashable, Codable, Sendable {
    /// Pages stay text and lines; the mark is the last thing in each page's content.
    case vector
    /// Pages become pictures of so many pixels an inch with the mark in their pixels; text and
    /// links lie invisibly over them.
    case burned(dpi: Int)
}
