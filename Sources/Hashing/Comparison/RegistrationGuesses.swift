/// First guesses of how one page lies on another, at a quarter of the size.
///
/// The sequence of ever dearer guesses: as it is, by the moments of the ink, and by
/// the profiles of rows and columns at every scale that print and paper sizes make.
struct RegistrationGuesses {
    /// Print scaling and paper sizes: A4 on Letter is 0.94, "fit to page" 0.9 to 0.97.
    private static let scales = (-14...14).map { 1 + Double($0) / 100 }

    /// The greatest shift, as a share of the page's longest side.
    private static let reach = 0.14

    /// Scales tried in full, best first.
    private static let keptScales = 3

    /// Turns nearer than this are one.
    private static let distinctTurn = 0.1

    let base: PreparedPage
    let other: PreparedPage

    private var middles: (base: SIMD2<Double>, other: SIMD2<Double>) {
        (Self.middle(of: base.quarter), Self.middle(of: other.quarter))
    }

    private var turns: [Double] {
        let turn = other.skew - base.skew
        return abs(turn) < Self.distinctTurn ? [turn] : [turn, 0]
    }

    /// As it is, middles laid on each other or corners, and by the moments.
    var quick: [PlaneTransform] {
        let middles = middles
        var result = [
            PlaneTransform.identity,
            PlaneTransform(degrees: turns[0], scale: 1, from: middles.base, to: middles.other),
        ]
        if let a = base.moments, let b = other.moments {
            let ratio = b.spread / a.spread
            let scale = (ratio.x * ratio.y).squareRoot()
            result.append(
                PlaneTransform(degrees: turns[0], scale: scale, from: a.center, to: b.center))
        }
        return result
    }

    /// By the profiles of rows and columns.
    var thorough: [PlaneTransform] {
        turns.flatMap { turn in
            // Without a turn both pages are taken as they are.
            let straight = turn == turns[0]
            return guesses(
                turn: turn, baseSkew: straight ? base.skew : 0, otherSkew: straight ? other.skew : 0
            )
        }
    }

    private func guesses(
        turn: Double, baseSkew: Double, otherSkew: Double
    ) -> [PlaneTransform] {
        let rows = (
            InkProfile(ink: base.quarter, down: true, skew: baseSkew),
            InkProfile(ink: other.quarter, down: true, skew: otherSkew)
        )
        let columns = (
            InkProfile(ink: base.quarter, down: false, skew: baseSkew),
            InkProfile(ink: other.quarter, down: false, skew: otherSkew)
        )
        let side = max(base.quarter.width, base.quarter.height)
        let reach = Int(Self.reach * Double(side))
        let found = Self.scales.map { scale in
            let row = rows.0.bestShift(of: rows.1, scale: scale, reach: reach)
            let column = columns.0.bestShift(of: columns.1, scale: scale, reach: reach)
            return (value: row.value + column.value, scale, SIMD2(column.shift, row.shift))
        }
        return found.sorted { $0.value > $1.value }.prefix(Self.keptScales).map { guess in
            let straightened = PlaneTransform(
                degrees: baseSkew, scale: 1, from: .zero, to: .zero)
            let shift = straightened(SIMD2<Double>(guess.2))
            return PlaneTransform(
                degrees: turn, scale: 1 / guess.1, from: middles.base + shift, to: middles.other)
        }
    }

    private static func middle(of plane: BytePlane) -> SIMD2<Double> {
        SIMD2(Double(plane.width - 1), Double(plane.height - 1)) / 2
    }
}
