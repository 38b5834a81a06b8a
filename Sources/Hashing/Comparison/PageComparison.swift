/// Two page pictures laid on each other and compared, with the places that differ.
public struct PageComparison: Sendable {
    /// How sure it is that the pages are the same paper's, 0 to 1.
    public let score: Double

    /// What the score rests on.
    public let evidence: PageEvidence

    /// Where the pages differ, most ink first; empty where they do not match at all.
    public let differences: [PageDifference]

    /// Where each place on the first page lies on the second.
    public let transform: PageTransform

    /// Compares two pages; exchanging them gives the same, exchanged.
    public init(_ a: PreparedPage, _ b: PreparedPage) {
        if Self.isBase(a, before: b) {
            self.init(base: a, other: b)
        } else {
            self = PageComparison(base: b, other: a).swapped
        }
    }

    private init(
        score: Double, evidence: PageEvidence, differences: [PageDifference],
        transform: PageTransform
    ) {
        self.score = score
        self.evidence = evidence
        self.differences = differences
        self.transform = transform
    }

    /// The page with less ink lies below; equal ones are told apart by their pixels.
    private static func isBase(_ a: PreparedPage, before b: PreparedPage) -> Bool {
        if a.mass != b.mass { return a.mass < b.mass }
        if a.width != b.width { return a.width < b.width }
        return !b.ink.values.lexicographicallyPrecedes(a.ink.values)
    }

    private init(base: PreparedPage, other: PreparedPage) {
        let registration = Registration(of: other, on: base)
        var evidence = PageEvidence()
        evidence.correlation = registration.correlation
        evidence.inkA = base.mass
        evidence.inkB = other.mass
        let transform = PageTransform(registration.transform, from: base, to: other)
        guard registration.correlation >= Registration.leastCorrelation else {
            self.init(score: 0, evidence: evidence, differences: [], transform: transform)
            return
        }
        let (ink, seen) = Self.withoutRules(
            base,
            other.ink.warped(
                width: base.width, height: base.height, by: registration.transform))
        let comparison = InkComparison(ink, seen) { tile in
            base.groundWeight.weight(
                of: tile, and: other.groundWeight, through: registration.transform)
        }
        evidence.add(comparison)
        let map = DifferenceMap(comparison)
        let judgement = DifferenceJudgement(
            map, columns: comparison.columns, rows: comparison.rows,
            isSparse: min(base.mass, other.mass) < PageEvidence.sparse)
        judgement.judge(&evidence)
        let differences = zip(map.components, judgement.isReplaced).map { component, replaced in
            PageDifference(component, isReplaced: replaced, on: base, through: transform)
        }
        self.init(
            score: evidence.score, evidence: evidence,
            differences: differences.sorted { $0.ink > $1.ink }, transform: transform)
    }

    /// The ink of both without the rules of either.
    private static func withoutRules(
        _ base: PreparedPage, _ seen: BytePlane
    ) -> (BytePlane, BytePlane) {
        var planes = (base.ink, seen)
        for rules in [RuleMask(half: base.half), RuleMask(half: seen.halved())] {
            rules.clear(&planes.0)
            rules.clear(&planes.1)
        }
        return planes
    }

    private var swapped: PageComparison {
        PageComparison(
            score: score, evidence: evidence.swapped, differences: differences.map(\.swapped),
            transform: transform.inverse)
    }
}

extension PageEvidence {
    /// Adds the shares of ink that the pages have in common.
    fileprivate mutating func add(_ comparison: InkComparison) {
        var (a, b, onlyA, onlyB) = (Float.zero, Float.zero, Float.zero, Float.zero)
        var light: Float = 0
        noise = Double(comparison.noise)
        // Every fourth tile: the others overlap these.
        for difference in comparison.differences
        where difference.tile.column % 2 == 0 && difference.tile.row % 2 == 0 {
            let tile = difference.tile
            a += tile.inkA
            b += tile.inkB
            onlyA += difference.onlyA
            onlyB += difference.onlyB
            light +=
                (tile.inkA + tile.inkB) * (tile.weight - GroundWeight.onPicture)
                / (1 - GroundWeight.onPicture)
        }
        sharedA = Double(1 - onlyA / max(1, a))
        sharedB = Double(1 - onlyB / max(1, b))
        pictured = Double(1 - light / max(1, a + b))
    }
}

extension PageDifference {
    fileprivate init(
        _ component: DifferenceComponent, isReplaced: Bool, on base: PreparedPage,
        through transform: PageTransform
    ) {
        kind =
            isReplaced ? .replaced : component.onlyA > component.onlyB ? .addedInA : .addedInB
        let cell = Double(ShiftSums.cell)
        let (width, height) = (Double(base.width), Double(base.height))
        boxA = PageBox(
            left: (Double(component.columns.lowerBound) * cell + 1) / width,
            top: (Double(component.rows.lowerBound) * cell + 1) / height,
            right: (Double(component.columns.upperBound + 2) * cell + 1) / width,
            bottom: (Double(component.rows.upperBound + 2) * cell + 1) / height)
        boxB = transform(boxA)
        // Every pixel lies in four tiles.
        ink = Double(component.onlyA + component.onlyB) / 4
    }

    fileprivate var swapped: PageDifference {
        PageDifference(kind: kind.swapped, boxA: boxB, boxB: boxA, ink: ink)
    }
}
