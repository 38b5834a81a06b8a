internal import Storage

extension JobQueue {
    /// Takes up to `count` due jobs of these kinds under a lease.
    ///
    /// Tenants take turns: the one that holds the fewest running jobs first, then
    /// the one that was served longest ago; within a tenant by priority with
    /// ageing. Comes back empty where nothing is due.
    public func claim(_ count: Int, of kinds: [String], for worker: String) throws -> [Job] {
        guard count > 0, !kinds.isEmpty else { return [] }
        let now = now()
        let sql = Self.claimStatement(kindCount: kinds.count)
        let rows = try database.write { db in
            try db.query(sql, [now, count, worker, now + settings.lease] + kinds)
        }
        return try rows.map(Job.init(row:)).sorted { $0.id < $1.id }
    }

    /// Whether a job of these kinds waits for a worker.
    func hasDueJobs(of kinds: [String]) throws -> Bool {
        let numbers = (0..<kinds.count).map { "$\($0 + 2)" }.joined(separator: ", ")
        let sql = """
            SELECT id
            FROM jobs
            WHERE state = 'available'
                AND run_at <= $1
                AND kind IN (\(numbers))
            LIMIT 1
            """
        return try database.read { db in try db.first(sql, [now()] + kinds) != nil }
    }

    /// The recursive part walks the distinct tenants through the index
    /// (`jobs_available`), one seek each, whatever the length of their queues;
    /// "seat" counts a tenant's running jobs and those it would get now.
    private static func claimStatement(kindCount: Int) -> String {
        let kinds = (0..<kindCount).map { "$\($0 + 5)" }.joined(separator: ", ")
        return """
            WITH RECURSIVE waiting (tenant) AS (
                SELECT (SELECT MIN(tenant) FROM jobs WHERE state = 'available')
                UNION ALL
                SELECT (
                    SELECT MIN(next.tenant)
                    FROM jobs AS next
                    WHERE next.state = 'available'
                        AND next.tenant > waiting.tenant
                )
                FROM waiting
                WHERE waiting.tenant IS NOT NULL
            ),
            candidates AS (
                SELECT
                    due.id,
                    due.rank,
                    ROW_NUMBER() OVER (PARTITION BY due.tenant ORDER BY due.rank, due.id)
                        + (
                            SELECT COUNT(*)
                            FROM jobs AS held
                            WHERE held.tenant = waiting.tenant
                                AND held.state = 'running'
                        ) AS seat,
                    (
                        SELECT COALESCE(MAX(served.claimed_at), 0)
                        FROM jobs AS served
                        WHERE served.tenant = waiting.tenant
                            AND served.claimed_at IS NOT NULL
                    ) AS served_at
                FROM waiting
                JOIN jobs AS due ON due.id IN (
                    SELECT first.id
                    FROM jobs AS first
                    WHERE first.tenant = waiting.tenant
                        AND first.state = 'available'
                        AND first.run_at <= $1
                        AND first.kind IN (\(kinds))
                    ORDER BY first.rank, first.id
                    LIMIT $2
                )
            )
            UPDATE jobs
            SET state = 'running',
                attempt = attempt + 1,
                claim = claim + 1,
                worker = $3,
                claimed_at = $1,
                lease_until = $4
            WHERE id IN (
                SELECT id
                FROM candidates
                ORDER BY seat, served_at, rank, id
                LIMIT $2
            )
            RETURNING \(Job.columns)
            """
    }
}
