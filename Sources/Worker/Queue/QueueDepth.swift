internal import Storage

/// How many jobs wait, as counted a moment ago.
struct QueueDepth {
    private var waiting = 0
    private var countedAt: Timestamp?

    /// How long a count is good for.
    private static let age: Duration = .seconds(1)

    /// The count, made anew by `count` when it is too old.
    mutating func waiting(at now: Timestamp, _ count: () throws -> Int) rethrows -> Int {
        if let countedAt, now - countedAt < Self.age { return waiting }
        waiting = try count()
        countedAt = now
        return waiting
    }
}
