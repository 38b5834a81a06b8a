public import Storage

/// The live jobs of one kind, as counted at one moment.
public struct QueueCensus: Hashable, Sendable {
    public let kind: String
    /// Jobs that wait, those whose time has not come included.
    public internal(set) var waiting = 0
    /// Since when the one among them has been due that waits longest; `nil` where none is due.
    public internal(set) var dueSince: Timestamp?
    /// Jobs that a worker holds under a lease that lasts, in whatever process.
    public internal(set) var running = 0
}

extension JobQueue {
    /// Counts the live jobs by kind, in the order of kinds; a kind without any is left out.
    ///
    /// Looks at every live job: the cost grows with the queue, about a second for a million.
    public func census() throws -> [QueueCensus] {
        let rows = try database.read { db in try db.query(Self.countLive, [now()]) }
        var kinds: [String: QueueCensus] = [:]
        for row in rows {
            let kind = try row.text("kind")
            var census = kinds[kind] ?? QueueCensus(kind: kind)
            if try row.text("state") == JobState.running.rawValue {
                census.running = try row.int("count")
            } else {
                census.waiting = try row.int("count")
                census.dueSince = try row.optionalTimestamp("due_since")
            }
            kinds[kind] = census
        }
        return kinds.values.sorted { $0.kind < $1.kind }
    }

    /// Two halves, for an index of its own serves each.
    private static let countLive = """
        SELECT
            kind, 'available' AS state, COUNT(*) AS count,
            MIN(CASE WHEN run_at <= $1 THEN run_at END) AS due_since
        FROM jobs
        WHERE state = 'available'
        GROUP BY kind
        UNION ALL
        SELECT kind, 'running' AS state, COUNT(*) AS count, NULL AS due_since
        FROM jobs
        WHERE state = 'running'
            AND lease_until > $1
        GROUP BY kind
        """
}
