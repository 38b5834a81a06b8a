internal import Storage

/// The fragments in which the queue's statements differ between the engines.
extension SQLDialect {
    /// Joins the tenants of a claim with the first `$2` jobs of each, as `due`.
    func joinFirstJobs(thatAre isDue: String) -> String {
        let first = """
            FROM jobs
            WHERE tenant = tenants.tenant
                AND \(isDue)
            ORDER BY rank, id
            LIMIT $2
            """
        return switch self {
        case .sqlite: "JOIN jobs AS due ON due.id IN (SELECT id \(first))"
        case .postgresql: "CROSS JOIN LATERAL (SELECT id, rank \(first)) AS due"
        }
    }

    /// The jobs of a claim as `taken`, from its candidates.
    ///
    /// SQLite has one writer at a time, so that candidates are free. On PostgreSQL
    /// others may be claiming them: what the candidates tell is how many jobs each
    /// tenant gets, and the first free ones of each are locked. A lock looks once
    /// more at the row, since the statement's snapshot is older, and no claim waits
    /// for another, so that there is no deadlock.
    func takenJobs(thatAre isDue: String) -> String {
        let order = "ORDER BY seat, served_at, rank, id LIMIT $2"
        return switch self {
        case .sqlite:
            "taken AS (SELECT id FROM candidates \(order))"
        case .postgresql:
            """
            seats AS (
                SELECT tenant
                FROM candidates
                \(order)
            ),
            quotas AS MATERIALIZED (
                SELECT tenant, COUNT(*) AS quota
                FROM seats
                GROUP BY tenant
            ),
            taken AS (
                SELECT free.id
                FROM quotas
                CROSS JOIN LATERAL (
                    SELECT id
                    FROM jobs
                    WHERE tenant = quotas.tenant
                        AND \(isDue)
                    ORDER BY rank, id
                    LIMIT quotas.quota
                    FOR UPDATE SKIP LOCKED
                ) AS free
            )
            """
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
