internal import Storage

extension JobQueue {
    /// Takes up to `count` due jobs of these kinds under a lease.
    ///
    /// Tenants take turns: the one that holds the fewest running jobs first, then
    /// the one that was served longest ago; within a tenant by priority with
    /// ageing. Jobs of the tenants `except`, and those that others are just claiming, are
    /// passed over. Comes back empty where nothing is due, or where others were faster again
    /// and again.
    public func claim(
        _ count: Int, of kinds: [String], for worker: String, except tenants: [String] = []
    ) throws -> [Job] {
        guard count > 0, !kinds.isEmpty else { return [] }
        for _ in 1..<Self.maxClaimTries {
            let jobs = try tryToClaim(count, of: kinds, for: worker, except: tenants)
            // All that were looked at may have been in the hands of others.
            if try !jobs.isEmpty || !hasDueJobs(of: kinds, except: tenants) { return jobs }
        }
        return try tryToClaim(count, of: kinds, for: worker, except: tenants)
    }

    /// How often a claim looks for due jobs that nobody else is claiming.
    private static let maxClaimTries = 8

    private func tryToClaim(
        _ count: Int, of kinds: [String], for worker: String, except tenants: [String]
    ) throws -> [Job] {
        let now = now()
        let sql = Self.claimStatement(
            kindCount: kinds.count, exceptionCount: tenants.count, dialect: database.dialect)
        let rows = try database.write { db in
            try db.query(sql, [now, count, worker, now + settings.lease] + kinds + tenants)
        }
        return try rows.map(Job.init(row:)).sorted { $0.id < $1.id }
    }

    /// Whether a job of these kinds waits for a worker, of any tenant but those `except`.
    func hasDueJobs(of kinds: [String], except tenants: [String] = []) throws -> Bool {
        let sql = """
            \(Self.waitingTenants)
            SELECT tenant
            FROM waiting
            WHERE \(Self.isServed(exceptions: tenants.count, from: 2 + kinds.count))
                AND EXISTS (
                    SELECT 1
                    FROM jobs AS due
                    WHERE due.tenant = waiting.tenant
                        AND due.state = 'available'
                        AND due.run_at <= $1
                        AND due.kind IN (\(Self.numbers(kinds.count, from: 2)))
                )
            LIMIT 1
            """
        return try database.read { db in try db.first(sql, [now()] + kinds + tenants) != nil }
    }

    /// `$3, $4, …`
    private static func numbers(_ count: Int, from first: Int) -> String {
        (0..<count).map { "$\($0 + first)" }.joined(separator: ", ")
    }

    /// Whether a waiting tenant is none of those to pass over.
    private static func isServed(exceptions count: Int, from first: Int) -> String {
        count == 0
            ? "waiting.tenant IS NOT NULL"
            : "waiting.tenant NOT IN (\(numbers(count, from: first)))"
    }

    /// The distinct tenants through the index (`jobs_available`), one seek each, whatever the
    /// length of their queues; the last row is NULL.
    private static let waitingTenants = """
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
        )
        """

    /// Binds: now, how many, the worker, the end of the lease, kinds, tenants to pass over.
    ///
    /// "Seat" counts a tenant's running jobs and those it would get now. Every tenant
    /// offers as many jobs as are wanted of all. A rank is never later than its job
    /// is due.
    private static func claimStatement(
        kindCount: Int, exceptionCount: Int, dialect: SQLDialect
    ) -> String {
        let kinds = numbers(kindCount, from: 5)
        let isServed = isServed(exceptions: exceptionCount, from: 5 + kindCount)
        let isDue = "state = 'available' AND rank <= $1 AND run_at <= $1 AND kind IN (\(kinds))"
        return """
            \(waitingTenants),
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
                WHERE \(isServed)
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
