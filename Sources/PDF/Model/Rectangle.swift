/// A rectangle on a page as it is displayed, after its rotation.
///
/// The unit is the PDF point (1/72 inch), the origin the top left corner of
/// the page's crop box, and `y` grows downwards. May reach over the page's
/// edges: content is not clipped.
public struct Rectangle: Hashable, Sendable {
    public var x: Double
    public var y: Double
    public var width: Double
    public var height: Double

    public init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    public var maxX: Double { x + width }
    public var maxY: Double { y + height }
    public var midX: Double { x + width / 2 }
    public var midY: Double { y + height / 2 }
    public var area: Double { width * height }

    /// The smallest rectangle that holds both.
    public func union(_ other: Rectangle) -> Rectangle {
        let left = min(x, other.x)
        let top = min(y, other.y)
        return Rectangle(
            x: left, y: top,
            width: max(maxX, other.maxX) - left,
            height: max(maxY, other.maxY) - top)
    }

    /// What both share; `nil` where they do not overlap.
    public func intersection(_ other: Rectangle) -> Rectangle? {
        let left = max(x, other.x)
        let top = max(y, other.y)
        let right = min(maxX, other.maxX)
        let bottom = min(maxY, other.maxY)
        guard right > left, bottom > top else { return nil }
        return Rectangle(x: left, y: top, width: right - left, height: bottom - top)
    }
}
