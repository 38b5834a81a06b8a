/// How far a page's lines are turned, in degrees.
///
/// The turn that makes the sums of rows and columns of ink sharpest, after W. Postl,
/// "Detection of linear oblique structures and skew scan in digitized documents"
/// (1986): text lines and their gaps fall into different rows only at the right one.
struct PageSkew {
    /// The greatest turn that is found, either way.
    static let limit = 3.0

    /// Each search goes one step of the last to either side of the best so far.
    private static let steps = [0.25, 0.1, 0.04]

    /// A turn must be this much sharper than none, or the page counts as straight:
    /// pictures and sparse pages have no lines that tell.
    private static let leastGain = 1.04

    private let rows: ShearedSums
    private let columns: ShearedSums

    init(ink: BytePlane) {
        rows = ShearedSums(linesAcross: ink)
        columns = ShearedSums(linesDown: ink)
    }

    /// Positive where lines fall to the right, so turning the page back by as many
    /// degrees anticlockwise makes it straight.
    static func degrees(of ink: BytePlane) -> Double { PageSkew(ink: ink).degrees }

    private var degrees: Double {
        var best = 0.0
        var reach = Self.limit
        let straight = sharpness(at: 0)
        var top = straight
        for step in Self.steps {
            let middle = best
            let count = Int((reach / step).rounded())
            for index in -count...count {
                let candidate = middle + Double(index) * step
                let value = sharpness(at: candidate)
                if value > top { (best, top) = (candidate, value) }
            }
            reach = step
        }
        return top > straight * Self.leastGain ? best : 0
    }

    /// Rows count twice as much as columns: text has lines across.
    private func sharpness(at degrees: Double) -> Double {
        let slope = ShearedSums.slope(degrees: degrees)
        return 2 * rows.sharpness(slope: slope) + columns.sharpness(slope: -slope)
    }
}
