/// A rectangle of whole pixels from the top left; `right` and `bottom` lie outside.
struct PixelBox: Hashable {
    var left: Int
    var top: Int
    var right: Int
    var bottom: Int

    func grown(by margin: Int) -> PixelBox {
        PixelBox(
            left: left - margin, top: top - margin, right: right + margin,
            bottom: bottom + margin)
    }

    func moved(x: Int, y: Int) -> PixelBox {
        PixelBox(left: left + x, top: top + y, right: right + x, bottom: bottom + y)
    }

    /// The same with some sides elsewhere.
    func with(
        left: Int? = nil, top: Int? = nil, right: Int? = nil, bottom: Int? = nil
    ) -> PixelBox {
        PixelBox(
            left: left ?? self.left, top: top ?? self.top, right: right ?? self.right,
            bottom: bottom ?? self.bottom)
    }

    func clipped(to other: PixelBox) -> PixelBox {
        PixelBox(
            left: max(left, other.left), top: max(top, other.top),
            right: min(right, other.right), bottom: min(bottom, other.bottom))
    }

    /// Whether they share a pixel or a side.
    func touches(_ other: PixelBox) -> Bool {
        left <= other.right && other.left <= right && top <= other.bottom
            && other.top <= bottom
    }

    /// The smallest rectangle around both.
    func union(_ other: PixelBox) -> PixelBox {
        PixelBox(
            left: min(left, other.left), top: min(top, other.top),
            right: max(right, other.right), bottom: max(bottom, other.bottom))
    }

    /// Rectangles that no longer touch: those that do are made one.
    static func merged(_ boxes: [PixelBox]) -> [PixelBox] {
        var result: [PixelBox] = []
        for box in boxes {
            var whole = box
            while let other = result.firstIndex(where: whole.touches) {
                whole = whole.union(result.remove(at: other))
            }
            result.append(whole)
        }
        return result
    }
}
