internal import Foundation

/// An affine map from the pixels of one picture to those of another.
struct PlaneTransform: Sendable, Equatable {
    /// Where a step of one pixel to the right, and one down, leads.
    var across: SIMD2<Double>
    var down: SIMD2<Double>

    /// Where the middle of the first pixel leads.
    var origin: SIMD2<Double>

    static let identity = PlaneTransform(across: [1, 0], down: [0, 1], origin: [0, 0])

    init(across: SIMD2<Double>, down: SIMD2<Double>, origin: SIMD2<Double>) {
        self.across = across
        self.down = down
        self.origin = origin
    }

    /// Turns clockwise, scales, and leads `from` to `to`.
    init(degrees: Double, scale: Double, from: SIMD2<Double>, to: SIMD2<Double>) {
        let angle = degrees * .pi / 180
        across = SIMD2(cos(angle), sin(angle)) * scale
        down = SIMD2(-across.y, across.x)
        origin = to - from.x * across - from.y * down
    }

    func callAsFunction(_ point: SIMD2<Double>) -> SIMD2<Double> {
        origin + point.x * across + point.y * down
    }

    /// By how much areas grow.
    var determinant: Double { across.x * down.y - across.y * down.x }

    /// The way back; `nil` for a map that flattens the plane.
    var inverse: PlaneTransform? {
        guard abs(determinant) > 1e-9 else { return nil }
        var result = PlaneTransform(
            across: SIMD2(down.y, -across.y) / determinant,
            down: SIMD2(-down.x, across.x) / determinant, origin: .zero)
        result.origin = -result(origin)
        return result
    }

    /// The same map between pictures reduced `factor` times.
    ///
    /// The middle of a reduced pixel lies between the middles of those it covers.
    func reduced(by factor: Double) -> PlaneTransform {
        let offset = SIMD2(repeating: (factor - 1) / 2)
        return PlaneTransform(
            across: across, down: down, origin: (self(offset) - offset) / factor)
    }

    /// The same map between pictures enlarged `factor` times.
    func enlarged(by factor: Double) -> PlaneTransform { reduced(by: 1 / factor) }
}
