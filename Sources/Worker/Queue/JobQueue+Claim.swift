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
        let candidates = count * database.dialect.candidatesForEachClaimed
        let rows = try database.write { db in
            try db.query(sql, [now, count, worker, now + settings.lease, candidates] + kinds)
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

    /// Binds: now, how many, the worker, the end of the lease, how many candidates, kinds.
    ///
    /// The recursive part walks the distinct tenants through the index
    /// (`jobs_available`), one seek each, whatever the length of their queues;
    /// "seat" counts a tenant's running jobs and those it would get now. Every tenant
    /// offers as many jobs as are wanted of all, or its share of the candidates
    /// where that is more. A rank is never later than its job is due.
    ///
    /// PostgreSQL locks candidates in their order until there are enough, and looks
    /// once more whether each is still available, since the statement's snapshot is
    /// older than the lock. Claims wait for nobody, so that they are in no deadlock.
    private static func claimStatement(kindCount: Int, dialect: SQLDialect) -> String {
        let kinds = (0..<kindCount).map { "$\($0 + 6)" }.joined(separator: ", ")
        let first = """
            SELECT first.id
            FROM jobs AS first
            WHERE first.tenant = tenants.tenant
                AND first.state = 'available'
                AND first.rank <= $1
                AND first.run_at <= $1
                AND first.kind IN (\(kinds))
            ORDER BY first.rank, first.id
            LIMIT (
                SELECT CASE WHEN $2 * COUNT(*) > $5 THEN $2 ELSE $5 / COUNT(*) + 1 END
                FROM tenants
            )
            """
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
            candidates AS MATERIALIZED (
                SELECT
                    due.id,
                    due.rank,
                    tenants.served_at,
                    tenants.held
                        + ROW_NUMBER() OVER (PARTITION BY due.tenant ORDER BY due.rank, due.id)
                        AS seat
                FROM tenants
                JOIN jobs AS due ON due.id \(dialect.isAny(of: first))
            ),
            taken AS (
                SELECT jobs.id
                FROM candidates
                JOIN jobs ON jobs.id = candidates.id
                WHERE jobs.id \(dialect.isAny(of: "SELECT id FROM candidates"))
                    AND jobs.state = 'available'
                ORDER BY candidates.seat, candidates.served_at, candidates.rank, candidates.id
                LIMIT $2
                \(dialect.lockingFreeJobs)
            )
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
