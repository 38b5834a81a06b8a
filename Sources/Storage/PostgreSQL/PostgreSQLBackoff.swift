internal import Foundation

/// The pauses of one call between its attempts to reach a server that is away.
struct PostgreSQLBackoff {
    private let settings: PostgreSQLSettings
    private var longest: Duration
    /// When the patience is at an end; it begins with the first failure.
    private var end: ContinuousClock.Instant?

    init(_ settings: PostgreSQLSettings) {
        self.settings = settings
        longest = settings.firstBackoff
    }

    /// The next pause: random between nothing and what doubles each time.
    mutating func nextPause() -> Duration {
        defer { longest = min(longest * 2, settings.maxBackoff) }
        return longest * Double.random(in: 0...1)
    }

    /// Blocks for the next pause. Returns false at once when the patience is at an end.
    mutating func pause() -> Bool {
        let now = ContinuousClock.now
        let end = self.end ?? now + settings.patience
        self.end = end
        guard now < end else { return false }
        Thread.sleep(forTimeInterval: min(nextPause(), end - now).seconds)
        return true
    }
}
