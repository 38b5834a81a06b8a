/// Tells added ink from replaced ink, and what of it matters.
///
/// A stamp leaves what was there; another number takes its place. So a component in
/// which both pages have ink that the other lacks was replaced, and one in which a
/// single page has was added.
struct DifferenceJudgement {
    /// A component is replaced when its lesser side is more than this share of the
    /// greater, or this much ink and the second share: a stamp over dense text hides a
    /// little of it.
    private static let replacedShare: Float = 0.12
    private static let replacedInk: Float = 60
    private static let hiddenShare: Float = 0.02

    /// Replacement counts in full from this contrariness on: below, thick and thin
    /// print of the same strokes look like it.
    private static let fullContrariness: Float = 0.06

    /// Ink no stronger than this, by the given percentile of its tiles, is a watermark.
    private static let faintPeak: Float = 0.45
    private static let faintPercentile = 0.8

    /// The page's top and bottom, where headers, footers and numbers go.
    private static let margin = 0.085

    /// The greatest stamp or signature, as shares of the page.
    private static let stampWidth = 0.46
    private static let stampHeight = 0.3

    /// The least ink of a stamp, each pixel counted four times: less is a digit.
    private static let stampInk: Float = 400

    /// Which of a page's most contrary tiles counts; the two before may be chance.
    private static let contraryRank = 2

    private let map: DifferenceMap
    private let columns: Double
    private let rows: Double
    private let isSparse: Bool

    /// For each component, whether it was replaced.
    private(set) var isReplaced: [Bool]

    init(_ map: DifferenceMap, columns: Int, rows: Int, isSparse: Bool) {
        self.map = map
        self.columns = Double(max(1, columns))
        self.rows = Double(max(1, rows))
        self.isSparse = isSparse
        isReplaced = map.components.map { component in
            component.less > Self.replacedShare * component.more
                || component.less > Self.replacedInk + Self.hiddenShare * component.more
        }
    }

    /// Fills in what the differences say.
    func judge(_ evidence: inout PageEvidence) {
        let pairs = zip(map.components, isReplaced)
        evidence.replaced = pairs.filter(\.1).reduce(0) { sum, pair in
            sum + Double(pair.0.less * min(1, pair.0.contrariness / Self.fullContrariness))
        }
        evidence.contrariness = contrariness
        let added = pairs.filter { !$0.1 && !isFaint($0.0) && !isInMargin($0.0) }.map(\.0)
        let stamp = isSparse ? nil : added.filter(isStampSized).map(\.more).max()
        let onlyA = added.reduce(0) { $0 + $1.onlyA }
        let onlyB = added.reduce(0) { $0 + $1.onlyB }
        evidence.inner = Double(onlyA + onlyB - (stamp ?? 0))
        evidence.crossed = Double(min(onlyA, onlyB))
    }

    /// The third-greatest disagreement of tiles outside of what was added.
    private var contrariness: Double {
        let values = zip(map.differences, map.membership).compactMap { difference, component in
            component.map { isReplaced[$0] } ?? true ? difference.contrariness : nil
        }
        let greatest = values.sorted(by: >)
        return greatest.count > Self.contraryRank ? Double(greatest[Self.contraryRank]) : 0
    }

    private func isFaint(_ component: DifferenceComponent) -> Bool {
        let sorted = component.peaks.sorted()
        guard !sorted.isEmpty else { return true }
        let index = Int(Double(sorted.count - 1) * Self.faintPercentile)
        return sorted[index] <= Self.faintPeak
    }

    private func isInMargin(_ component: DifferenceComponent) -> Bool {
        Double(component.rows.upperBound + 1) / rows <= Self.margin
            || Double(component.rows.lowerBound) / rows >= 1 - Self.margin
    }

    private func isStampSized(_ component: DifferenceComponent) -> Bool {
        component.more >= Self.stampInk
            && Double(component.columns.count) / columns <= Self.stampWidth
            && Double(component.rows.count) / rows <= Self.stampHeight
    }
}
