/// How much time one search may lose to pages that are slow to draw, or never are.
///
/// A page usually takes some milliseconds. Documents that mean harm may each cost a helper after
/// the other, and a search compares with many: what is lost is counted over all of them. Used by
/// one thread.
final class DrawingPatience {
    private var left: Duration
    private let usual: Duration

    /// As much as reading one document may take is lost at the most. A fifteenth of what a page
    /// may take, which is a second by default, is nothing lost.
    init(_ limits: ExtractionLimits) {
        left = .seconds(limits.documentSeconds)
        usual = .seconds(limits.pageSeconds / 15)
    }

    /// Whether nothing more is to be drawn.
    var isOver: Bool { left <= .zero }

    /// Counts what `body` takes.
    func spend<Drawn>(_ body: () throws -> Drawn) rethrows -> Drawn {
        let start = ContinuousClock.now
        defer { left -= max(.zero, ContinuousClock.now - start - usual) }
        return try body()
    }
}
