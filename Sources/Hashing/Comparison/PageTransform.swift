/// An affine map from one page to another, both in fractions of their own width and
/// height from the top left.
public struct PageTransform: Hashable, Sendable {
    /// Where the first page's top left corner lies.
    public let origin: SIMD2<Double>

    /// What is added along its width, and along its height.
    public let across: SIMD2<Double>
    public let down: SIMD2<Double>

    init(origin: SIMD2<Double>, across: SIMD2<Double>, down: SIMD2<Double>) {
        self.origin = origin
        self.across = across
        self.down = down
    }

    init(_ transform: PlaneTransform, from base: PreparedPage, to other: PreparedPage) {
        let size = SIMD2(Double(other.width), Double(other.height))
        // The corner of the first pixel is half a pixel off its middle.
        origin = (transform(SIMD2(-0.5, -0.5)) + 0.5) / size
        across = transform.across * Double(base.width) / size
        down = transform.down * Double(base.height) / size
    }

    public func callAsFunction(_ point: SIMD2<Double>) -> SIMD2<Double> {
        origin + point.x * across + point.y * down
    }

    /// The smallest upright box around a box's image.
    public func callAsFunction(_ box: PageBox) -> PageBox {
        let corners = [
            self(SIMD2(box.left, box.top)), self(SIMD2(box.right, box.top)),
            self(SIMD2(box.left, box.bottom)), self(SIMD2(box.right, box.bottom)),
        ]
        let least = corners.reduce(corners[0]) { pointwiseMin($0, $1) }
        let most = corners.reduce(corners[0]) { pointwiseMax($0, $1) }
        return PageBox(left: least.x, top: least.y, right: most.x, bottom: most.y)
    }

    /// From the second page to the first.
    public var inverse: PageTransform {
        let determinant = across.x * down.y - across.y * down.x
        let back = PageTransform(
            origin: .zero, across: SIMD2(down.y, -across.y) / determinant,
            down: SIMD2(-down.x, across.x) / determinant)
        return PageTransform(
            origin: SIMD2.zero - back(origin), across: back.across, down: back.down)
    }
}
