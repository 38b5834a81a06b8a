/// The transform that most matched tiles agree on.
///
/// Pairs of matches propose turns, scales and shifts, the best liked is refitted to
/// the matches near it: RANSAC of M. Fischler and R. Bolles, "Random Sample
/// Consensus" (1981), with every result the same as the pairs are not random.
enum TransformFit {
    /// The pairs of matches that are tried.
    private static let trials = 60

    /// How far off, in pixels, a match still supports a proposal, and the refitted one.
    private static let loose = 3.0
    private static let tight = 1.5

    /// Matches needed for a fit at all, and for one with shear and two scales.
    private static let leastMatches = 4
    private static let leastForAffine = 12

    /// How far the matches must spread for the latter, in pixels.
    private static let leastSpread = 100.0

    /// Scales and turns farther from none than this are misled.
    private static let scales = 0.8...1.25

    static func transform(of matches: [TileMatch]) -> PlaneTransform? {
        guard matches.count >= leastMatches, var best = proposal(from: matches) else { return nil }
        for distance in [loose, tight] {
            let near = matches.filter { error(of: best, at: $0) < distance }
            guard near.count >= leastMatches, let fitted = similarity(of: near) else { break }
            best = fitted
        }
        let near = matches.filter { error(of: best, at: $0) < tight }
        return near.count >= leastForAffine && isSpread(near) ? affine(of: near) ?? best : best
    }

    private static func error(of transform: PlaneTransform, at match: TileMatch) -> Double {
        let off = transform(match.from) - match.to
        return (off * off).sum().squareRoot()
    }

    private static func proposal(from matches: [TileMatch]) -> PlaneTransform? {
        var best: (transform: PlaneTransform, support: Double)?
        for trial in 0..<trials {
            let first = trial % matches.count
            let second = (first + matches.count / 2 + trial / matches.count * 3) % matches.count
            guard first != second,
                let transform = similarity(of: [matches[first], matches[second]])
            else { continue }
            let support = matches.reduce(0) { sum, match in
                sum + match.value * max(0, 1 - error(of: transform, at: match) / loose)
            }
            if support > best?.support ?? 0 { best = (transform, support) }
        }
        return best?.transform
    }

    private static func isSpread(_ matches: [TileMatch]) -> Bool {
        let xs = matches.map(\.from.x)
        let ys = matches.map(\.from.y)
        guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max()
        else { return false }
        return right - left >= leastSpread && bottom - top >= leastSpread
    }

    /// The least-squares turn, scale and shift.
    private static func similarity(of matches: [TileMatch]) -> PlaneTransform? {
        let means = means(of: matches)
        var (same, crossed, spread) = (0.0, 0.0, 0.0)
        for match in matches {
            let (p, q) = (match.from - means.from, match.to - means.to)
            same += match.value * (p * q).sum()
            crossed += match.value * (p.x * q.y - p.y * q.x)
            spread += match.value * (p * p).sum()
        }
        guard spread > 0 else { return nil }
        let across = SIMD2(same, crossed) / spread
        guard scales ~= (across * across).sum().squareRoot() else { return nil }
        let down = SIMD2(-across.y, across.x)
        return PlaneTransform(
            across: across, down: down,
            origin: means.to - means.from.x * across - means.from.y * down)
    }

    /// The least-squares affine map.
    private static func affine(of matches: [TileMatch]) -> PlaneTransform? {
        let means = means(of: matches)
        var (xx, xy, yy) = (0.0, 0.0, 0.0)
        var (toX, toY) = (SIMD2(0.0, 0.0), SIMD2(0.0, 0.0))
        for match in matches {
            let (p, q) = (match.from - means.from, match.to - means.to)
            xx += match.value * p.x * p.x
            xy += match.value * p.x * p.y
            yy += match.value * p.y * p.y
            toX += match.value * p.x * q
            toY += match.value * p.y * q
        }
        let determinant = xx * yy - xy * xy
        guard determinant > 0 else { return nil }
        let across = (yy * toX - xy * toY) / determinant
        let down = (xx * toY - xy * toX) / determinant
        return PlaneTransform(
            across: across, down: down,
            origin: means.to - means.from.x * across - means.from.y * down)
    }

    private static func means(
        of matches: [TileMatch]
    ) -> (from: SIMD2<Double>, to: SIMD2<Double>) {
        let weight = matches.reduce(0) { $0 + $1.value }
        let from = matches.reduce(SIMD2(0, 0)) { $0 + $1.value * $1.from }
        let to = matches.reduce(SIMD2(0, 0)) { $0 + $1.value * $1.to }
        return (from / weight, to / weight)
    }
}
