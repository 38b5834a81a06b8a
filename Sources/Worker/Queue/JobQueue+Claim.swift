internal import Storage

extension JobQueue {
    /// Takes up to `count` due jobs of these kinds under a lease.
    ///
    /// Tenants take turns: the one that holds the fewest running jobs first, then
    /// the one that was served longest ago; within a tenant by priority with
    /// ageing. Jobs that others are just claiming are passed over. Comes back empty
    /// where nothing is due, or where others were faster again and again.
    public func claim(_ count: Int, of kinds: [String], for worker: String) throws -> [Job] {
        guard count > 0, !kinds.isEmpty else { return [] }
        for _ in 1..<Self.maxClaimTries {
            let jobs = try tryToClaim(count, of: kinds, for: worker)
            // All that were looked at may have been in the hands of others.
            if try !jobs.isEmpty || !hasDueJobs(of: kinds) { return jobs }
        }
        return try tryToClaim(count, of: kinds, for: worker)
    }

    /// How often a claim looks for due jobs that nobody else is claiming.
    private static let maxClaimTries = 8

    private func tryToClaim(
        _ count: Int, of kinds: [String], for worker: String
    ) throws -> [Job] {
        let now = now()
        let sql = Self.claimStatement(kindCount: kinds.count, dialect: database.dialect)
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

    /// Binds: now, how many, the worker, the end of the lease, kinds.
    ///
    /// The recursive part walks the distinct tenants through the index
    /// (`jobs_available`), one seek each, whatever the length of their queues;
    /// "seat" counts a tenant's running jobs and those it would get now. Every tenant
    /// offers as many jobs as are wanted of all. A rank is never later than its job
    /// is due.
    private static func claimStatement(kindCount: Int, dialect: SQLDialect) -> String {
        let kinds = (0..<kindCount).map { "$\($0 + 5)" }.joined(separator: ", ")
        let isDue = "state = 'available' AND rank <= $1 AND run_at <= $1 AND kind IN (\(kinds))"
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
            tenants AS MATERIALIZED (
                SELECT
                    waiting.tenant,
                    (
                        SELECT COUNT(*)
                        FROM jobs AS held
                        WHERE held.tenant = waiting.tenant
                            AND held.state = 'running'
                    ) AS held,
                    (
                        SELECT COALESCE(MAX(served.claimed_at), 0)
                        FROM jobs AS served
                        WHERE served.tenant = waiting.tenant
                            AND served.claimed_at IS NOT NULL
                    ) AS served_at
                FROM waiting
                WHERE waiting.tenant IS NOT NULL
            ),
            candidates AS (
                SELECT
                    due.id,
                    due.rank,
                    tenants.tenant,
                    tenants.served_at,
                    tenants.held
                        + ROW_NUMBER() OVER (
                            PARTITION BY tenants.tenant
                            ORDER BY due.rank, due.id
                        ) AS seat
                FROM tenants
                \(dialect.joinFirstJobs(thatAre: isDue))
            ),
            \(dialect.takenJobs(thatAre: isDue))
            UPDATE jobs
            SET state = 'running',
                attempt = attempt + 1,
                claim = claim + 1,
                worker = $3,
                claimed_at = $1,
                lease_until = $4
            WHERE id \(dialect.isAny(of: "SELECT id FROM taken"))
            RETURNING \(Job.columns)
            """
    }
}
