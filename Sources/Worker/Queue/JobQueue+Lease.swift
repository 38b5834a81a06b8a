internal import Storage

extension JobQueue {
    /// What a worker learns of a job it holds when it renews its leases.
    public struct Held: Hashable, Sendable {
        public let claim: Int64
        public let cancelRequested: Bool
    }

    /// Renews the leases of those of these jobs that `worker` holds, in one statement.
    ///
    /// Returns what it still holds; a job that is not among them is lost to it. Jobs
    /// are named because a worker may hold some that it never heard of, when the
    /// answer to its claim was lost: their leases must lapse.
    public func renewLeases(of worker: String, for ids: [JobID]) throws -> [JobID: Held] {
        guard !ids.isEmpty else { return [:] }
        let list = BindList(ids, from: 3)
        let sql = Self.renewStatement(ids: list.numbers, dialect: database.dialect)
        let leaseUntil = now() + settings.lease
        let rows = try database.write(.processOnly) { db in
            try db.query(sql, [worker, leaseUntil] + list.values)
        }
        var held: [JobID: Held] = [:]
        for row in rows {
            held[JobID(try row.integer("id"))] = Held(
                claim: try row.integer("claim"),
                cancelRequested: try row.bool("cancel_requested"))
        }
        return held
    }

    /// Locks in the order of numbers, as completions of several jobs do: a worker's
    /// renewal and its completions meet on the same rows.
    private static func renewStatement(ids: String, dialect: SQLDialect) -> String {
        let held = """
            SELECT id
            FROM jobs
            WHERE id IN (\(ids))
                AND worker = $1
                AND state = 'running'
            ORDER BY id
            \(dialect.forUpdate)
            """
        return """
            UPDATE jobs
            SET lease_until = $2
            WHERE id \(dialect.isAny(of: held))
            RETURNING id, claim, cancel_requested
            """
    }

    /// Hands back the jobs that `worker` holds without having heard of it, which are
    /// those that are not among `known`. Returns how many there were.
    @discardableResult
    func handBackJobs(of worker: String, notAmong known: Set<JobID>) throws -> Int {
        let held = try database.read { db in
            try db.query(Self.selectHeld, [worker]).map(Job.init(row:))
        }
        let unknown = held.filter { !known.contains($0.id) }
        for job in unknown { try handBack(job) }
        return unknown.count
    }

    private static let selectHeld = """
        SELECT \(Job.columns)
        FROM jobs
        WHERE worker = $1
            AND state = 'running'
        ORDER BY id
        """

    /// Makes every job whose lease ran out available again, or ends it where its
    /// attempts are used up. Returns how many there were.
    ///
    /// Each job has a transaction of its own, so that one which cannot be ended
    /// (its end hook throws) holds up no other; the first such error is thrown
    /// after all jobs were tried.
    @discardableResult
    public func releaseLapsedJobs() throws -> Int {
        let now = now()
        // Looked for with a reader first: there is mostly nothing to write.
        let lapsed = try database.read { db in
            try db.query(Self.selectLapsed, [now]).map { JobID(try $0.integer("id")) }
        }
        let releases = lapsed.map { id in
            Result { try database.write { db in try release(id, lapsedBy: now, on: db) } }
        }
        return try releases.filter { try $0.get() }.count
    }

    private static let selectLapsed = """
        SELECT id
        FROM jobs
        WHERE state = 'running'
            AND lease_until < $1
        ORDER BY id
        """

    /// False where somebody else was first, or the worker was heard of after all.
    private func release(
        _ id: JobID, lapsedBy now: Timestamp, on db: any Connection
    ) throws -> Bool {
        let job = try lock(id, on: db)
        guard let leaseUntil = job.status.leaseUntil, leaseUntil < now else { return false }
        let holder = job.worker ?? "unknown"
        try record(
            class: "lapse", code: "lease_lapsed",
            message: "The worker \(holder) gave no sign of life within its lease.",
            of: job, on: db)
        try apply(.lapsed, to: job, failure: nil, on: db)
        return true
    }
}
