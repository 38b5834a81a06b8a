/// Brings two pictures that lie on each other to the same sharpness.
///
/// A scan's lens and a fax's threshold blur or harden strokes; what differs then is
/// the edge of every stroke and not what is written.
enum SharpnessMatch {
    /// The most binomial blurs one side gets: together a Gaussian of 1.4 pixels.
    private static let mostBlurs = 4

    /// A blur must raise the correlation by this to be kept.
    private static let leastGain = 0.001

    /// Softens whichever of the two is sharper while that makes them more alike.
    static func matched(_ a: BytePlane, _ b: BytePlane) -> (BytePlane, BytePlane) {
        let start = correlation(a, b)
        let softA = blurred(a, toward: b, from: start)
        if let softA { return (softA, b) }
        return (a, blurred(b, toward: a, from: start) ?? b)
    }

    private static func blurred(
        _ plane: BytePlane, toward other: BytePlane, from start: Double
    ) -> BytePlane? {
        var best: BytePlane?
        var value = start
        for _ in 0..<mostBlurs {
            let soft = (best ?? plane).softened()
            let next = correlation(soft, other)
            guard next > value + leastGain else { break }
            (best, value) = (soft, next)
        }
        return best
    }

    private static func correlation(_ a: BytePlane, _ b: BytePlane) -> Double {
        var sums = CorrelationSums()
        a.values.withUnsafeBufferPointer { first in
            b.values.withUnsafeBufferPointer { second in
                // A step that shares no factor with a row's length visits all columns.
                sums.add(first, and: second, every: 7)
            }
        }
        return sums.correlation
    }
}
