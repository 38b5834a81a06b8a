internal import Foundation

/// The DCT-II's cosines of frequencies 1 to 16 over 64 samples.
struct CosineBasis: Sendable {
    /// How many frequencies there are, the first being 1.
    static let frequencyCount = SIMD16<Float>.scalarCount

    /// For each of the 64 positions, the cosine of each frequency there.
    let samples: [SIMD16<Float>]

    /// The plain cosines.
    static let plain = CosineBasis { _ in 1 }

    /// The cosines with a Gaussian of half a sample folded in.
    ///
    /// A symmetric blur whose edges are mirrored only scales each DCT-II
    /// coefficient, so blurring the picture first would give the same values.
    static let smoothed = CosineBasis { frequency in
        let weights = (-3...3).map { exp(-2 * Double($0 * $0)) }
        let response = zip(-3...3, weights).map { offset, weight in
            weight * cos(.pi * frequency * Double(offset) / Double(BoxAverage.side))
        }
        return response.reduce(0, +) / weights.reduce(0, +)
    }

    /// The basis for a side of `length` pixels averaged down to 64: smoothed where
    /// that halves it or more, so that a page's rendered size matters less.
    static func forReduction(from length: Int) -> CosineBasis {
        length >= 2 * BoxAverage.side ? smoothed : plain
    }

    private init(gain: (Double) -> Double) {
        let gains = (1...Self.frequencyCount).map { gain(Double($0)) }
        samples = (0..<BoxAverage.side).map { position in
            var vector = SIMD16<Float>()
            for index in gains.indices {
                let angle = (Double(position) + 0.5) * Double(index + 1) * .pi
                vector[index] = Float(gains[index] * cos(angle / Double(BoxAverage.side)))
            }
            return vector
        }
    }
}
