/// A place where two pages differ, to be shown to people.
public struct PageDifference: Hashable, Sendable {
    /// What happened there.
    public enum Kind: String, Hashable, Sendable {
        case addedInA
        case addedInB
        case replaced

        /// The same with the pages' parts exchanged.
        var swapped: Kind {
            switch self {
            case .addedInA: .addedInB
            case .addedInB: .addedInA
            case .replaced: .replaced
            }
        }
    }

    public let kind: Kind

    /// The place on each page.
    public let boxA: PageBox
    public let boxB: PageBox

    /// How much ink differs, in full pixels of the 1,400-pixel picture.
    public let ink: Double
}

/// A rectangle on a page, in fractions of its width and height from the top left.
///
/// May reach outside 0...1 where a page's counterpart was cut off.
public struct PageBox: Hashable, Sendable {
    public let left: Double
    public let top: Double
    public let right: Double
    public let bottom: Double

    public init(left: Double, top: Double, right: Double, bottom: Double) {
        self.left = left
        self.top = top
        self.right = right
        self.bottom = bottom
    }
}
