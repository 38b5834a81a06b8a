/// A mark that is put on every page of a copy: what it says, where and how it looks.
public struct PageMark: Hashable, Codable, Sendable {
    /// Where on the page it stands.
    public enum Position: String, Codable, CaseIterable, Sendable {
        /// Once, across the page from the lower left to the upper right.
        case diagonal
        /// Many times, slanted, over all of the page.
        case tiled
        /// Along the upper edge.
        case header
        /// Along the lower edge.
        case footer
    }

    /// What it says, a line each, as it is to be read: at least one, in any script.
    public var lines: [String]
    public var position: Position
    /// From above 0 to 1, which hides what is under it.
    public var opacity: Double
    public var color: RGBColor
    /// Of the letters, in points; `nil` is what suits the position and the page.
    public var fontSize: Double?

    public init(
        lines: [String], position: Position = .diagonal, opacity: Double = 0.25,
        color: RGBColor = .grey, fontSize: Double? = nil
    ) {
        self.lines = lines
        self.position = position
        self.opacity = opacity
        self.color = color
        self.fontSize = fontSize
    }

    /// A text from outside, such as a name, as a part of a line: whatever its script and its
    /// direction marks are, the rest of the line keeps its order.
    public static func isolated(_ part: String) -> String { CleanText.isolated(part) }
}
