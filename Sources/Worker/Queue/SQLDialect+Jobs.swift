internal import Storage

/// The fragments in which the queue's statements differ between the engines.
extension SQLDialect {
    /// How many jobs a claim looks at for each that it wants: others may be claiming
    /// the first ones at the same time. SQLite has one writer at a time.
    var candidatesForEachClaimed: Int {
        switch self {
        case .sqlite: 1
        case .postgresql: 4
        }
    }

    /// Whether a value is in a small result. PostgreSQL does not know that it is
    /// small and reads the whole table, unless it is an array; an array is complete
    /// before the first row is looked at, with all the locks that its query takes.
    func isAny(of query: String) -> String {
        switch self {
        case .sqlite: "IN (\(query))"
        case .postgresql: "= ANY (ARRAY (\(query)))"
        }
    }

    /// Locks the chosen rows of `jobs`, and chooses others in place of locked ones.
    var lockingFreeJobs: String {
        switch self {
        case .sqlite: ""
        case .postgresql: "FOR UPDATE OF jobs SKIP LOCKED"
        }
    }

    /// Whether transactions that end together are cheaper as one. SQLite's writer
    /// shares commits between threads already.
    var gainsByCompletingTogether: Bool { self == .postgresql }

    /// What checkpoints survive. A worker outlives the power cut of a PostgreSQL
    /// server, and would end a job of which checkpoints were lost.
    var checkpointDurability: Durability {
        switch self {
        case .sqlite: .processOnly
        case .postgresql: .durable
        }
    }
}
