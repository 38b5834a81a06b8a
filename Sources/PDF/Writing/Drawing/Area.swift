/// A rectangle of a page, in points from the upper left corner.
struct Area: Hashable, Sendable {
    var x: Double
    var y: Double
    var width: Double
    var height: Double

    var right: Double { x + width }
    var bottom: Double { y + height }

    /// Smaller by `margin` at each edge.
    func inset(by margin: Double) -> Area {
        Area(x: x + margin, y: y + margin, width: width - 2 * margin, height: height - 2 * margin)
    }

    /// Leaves what is below the first `height` points.
    mutating func takeTop(_ height: Double) {
        y += height
        self.height -= height
    }
}
