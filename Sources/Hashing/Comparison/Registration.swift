/// How one page lies on another.
struct Registration {
    /// From the pixels of the base page to those of the other.
    let transform: PlaneTransform

    /// The correlation of the ink at half the size.
    let correlation: Double

    /// Below this the pages are not the same.
    static let leastCorrelation = 0.5

    /// A quick guess this good at a quarter of the size saves the thorough ones.
    private static let goodGuess = 0.6

    /// How many guesses are refined, best first, unless one is good enough.
    private static let refinedGuesses = 3
    private static let goodEnough = 0.8

    /// Tiles at a quarter of the size, then twice at half.
    private static let coarse = TileSearch(side: 24, reach: 5)
    private static let fine = [TileSearch(side: 32, reach: 4), TileSearch(side: 32, reach: 2)]

    /// Finds how `other` lies on `base`; the best found even where that is bad.
    init(of other: PreparedPage, on base: PreparedPage) {
        let guesses = Self.guesses(of: other, on: base)
        var best = (transform: PlaneTransform.identity, correlation: -1.0)
        for guess in guesses {
            let refined = Self.refined(guess, of: other, on: base)
            if refined.correlation > best.correlation { best = refined }
            if best.correlation > Self.goodEnough { break }
        }
        transform = best.transform.enlarged(by: 2)
        correlation = best.correlation
    }

    /// At a quarter of the size, best first.
    private static func guesses(of other: PreparedPage, on base: PreparedPage) -> [PlaneTransform] {
        let source = RegistrationGuesses(base: base, other: other)
        func ranked(_ guesses: [PlaneTransform]) -> [(guess: PlaneTransform, value: Double)] {
            guesses.map { guess in
                let value = PlaneCorrelation.value(
                    of: base.quarter, with: other.quarter, through: guess, step: 2)
                return (guess, value)
            }
        }
        var found = ranked(source.quick)
        if found.allSatisfy({ $0.value < goodGuess }) { found += ranked(source.thorough) }
        return found.sorted { $0.value > $1.value }.prefix(refinedGuesses).map(\.guess)
    }

    /// From a quarter of the size to half.
    private static func refined(
        _ guess: PlaneTransform, of other: PreparedPage, on base: PreparedPage
    ) -> (transform: PlaneTransform, correlation: Double) {
        var step = Step(plane: base.quarter, other: other.quarter, transform: guess, stride: 1)
        step.improve(by: coarse)
        step = Step(
            plane: base.half, other: other.half, transform: step.transform.enlarged(by: 2),
            stride: 2)
        for search in fine { step.improve(by: search) }
        return (step.transform, step.correlation)
    }

    /// A transform at one size on its way to a better one.
    private struct Step {
        let plane: BytePlane
        let other: BytePlane
        private(set) var transform: PlaneTransform
        private(set) var correlation: Double
        private let stride: Int

        init(plane: BytePlane, other: BytePlane, transform: PlaneTransform, stride: Int) {
            self.plane = plane
            self.other = other
            self.transform = transform
            self.stride = stride
            correlation = PlaneCorrelation.value(
                of: plane, with: other, through: transform, step: stride)
        }

        /// Keeps what the tiles say only where that correlates better.
        mutating func improve(by search: TileSearch) {
            let matches = search.matches(of: plane, on: other, through: transform)
            guard let correction = TransformFit.transform(of: matches) else { return }
            let better = transform.after(correction)
            let value = PlaneCorrelation.value(
                of: plane, with: other, through: better, step: stride)
            if value > correlation { (transform, correlation) = (better, value) }
        }
    }
}

extension PlaneTransform {
    /// First `first`, then this.
    func after(_ first: PlaneTransform) -> PlaneTransform {
        PlaneTransform(
            across: self(first.across) - origin, down: self(first.down) - origin,
            origin: self(first.origin))
    }
}
