internal import Storage

extension JobQueue {
    /// What a worker learns of a job it holds when it renews its leases.
    public struct Held: Hashable, Sendable {
        public let claim: Int64
        public let cancelRequested: Bool
    }

    /// Renews every lease of `worker` in one statement.
    ///
    /// Returns what it still holds; a job that is not among them is lost to it.
    public func renewLeases(of worker: String) throws -> [JobID: Held] {
        let leaseUntil = now() + settings.lease
        let rows = try database.write(.processOnly) { db in
            try db.query(Self.renew, [worker, leaseUntil])
        }
        var held: [JobID: Held] = [:]
        for row in rows {
            held[JobID(try row.integer("id"))] = Held(
                claim: try row.integer("claim"),
                cancelRequested: try row.bool("cancel_requested"))
        }
        return held
    }

    private static let renew = """
        UPDATE jobs
        SET lease_until = $2
        WHERE worker = $1
            AND state = 'running'
        RETURNING id, claim, cancel_requested
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
        let job = try find(id, on: db)
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
