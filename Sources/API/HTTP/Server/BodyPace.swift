/// How much of a body came in, and whether fast enough.
struct BodyPace {
    private let leastBytesPerSecond: Int
    private let grace: Duration
    private(set) var received = 0
    private var start: ContinuousClock.Instant?
    private var pausedAt: ContinuousClock.Instant?

    init(settings: HTTPServerSettings) {
        leastBytesPerSecond = settings.minBodyBytesPerSecond
        grace = settings.bodyGrace
    }

    /// Counts bytes; time runs from the first call on.
    mutating func count(_ bytes: Int) {
        received += bytes
        if start == nil { start = .now }
    }

    /// Time that the server takes for itself does not count.
    mutating func pause() { pausedAt = start == nil ? nil : .now }

    mutating func goOn() {
        guard let pausedAt, let start else { return }
        self.start = start + (.now - pausedAt)
        self.pausedAt = nil
    }

    /// Whether the client is slower than it may be.
    var isTooSlow: Bool {
        guard let start else { return false }
        let elapsed = .now - start
        guard elapsed > grace else { return false }
        return Double(received) < elapsed / .seconds(1) * Double(leastBytesPerSecond)
    }
}
