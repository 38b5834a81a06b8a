public import Storage
internal import Synchronization

extension JobQueue {
    /// What became of a job that was to be enqueued.
    public enum Enqueued: Hashable, Sendable {
        case new(JobID)
        /// A live job has the same unique key already.
        case existing(JobID)

        /// The job that does the work.
        public var id: JobID {
            switch self {
            case .new(let id), .existing(let id): id
            }
        }
    }

    /// Adds a job in the caller's transaction: it exists if that commits.
    ///
    /// Throws `JobQueueError(.full)` while more than `maxWaiting` jobs wait.
    @discardableResult
    public func enqueue(_ job: NewJob, on db: any Connection) throws -> Enqueued {
        try enqueue(job, evenWhenFull: false, on: db)
    }

    /// The same; a job that takes the place of one that ends in this transaction is never
    /// refused, or neither could end.
    func enqueue(
        _ job: NewJob, evenWhenFull: Bool, on db: any Connection
    ) throws -> Enqueued {
        if let id = try liveJob(with: job.uniqueKey, on: db) { return .existing(id) }
        let now = now()
        if !evenWhenFull { try refuseWhenFull(at: now, on: db) }
        while true {
            if let id = try insert(job, at: now, on: db) { return .new(id) }
            // Another transaction was faster; its job may have ended by now.
            if let id = try liveJob(with: job.uniqueKey, on: db) { return .existing(id) }
        }
    }

    private func liveJob(with key: String?, on db: any Connection) throws -> JobID? {
        guard let key else { return nil }
        return try db.first(Self.selectLive, [key]).map { JobID(try $0.integer("id")) }
    }

    /// `nil` where a live job has the same unique key. Waits for a transaction that
    /// is adding one at the same time.
    private func insert(
        _ job: NewJob, at now: Timestamp, on db: any Connection
    ) throws -> JobID? {
        let runAt = job.runAt ?? now
        let row = try db.first(
            Self.insert,
            [
                job.kind, job.tenant, job.subject, job.payload, job.uniqueKey, job.priority, now,
                runAt, Self.rank(runAt, priority: job.priority), job.maxAttempts,
            ])
        guard let row else { return nil }
        db.notify(Self.topic)
        return JobID(try row.integer("id"))
    }

    private func refuseWhenFull(at now: Timestamp, on db: any Connection) throws {
        let limit = settings.maxWaiting
        let waiting = try depth.withLock { depth in
            try depth.waiting(at: now) {
                try db.query(Self.countWaiting, [limit]).first?.int("count") ?? 0
            }
        }
        guard waiting < limit else {
            throw JobQueueError(
                .full,
                "\(limit) jobs are waiting already. Start more workers, or raise the limit on "
                    + "waiting jobs.")
        }
    }

    /// Counts no further than the limit.
    private static let countWaiting = """
        SELECT COUNT(*) AS count
        FROM (
            SELECT id
            FROM jobs
            WHERE state = 'available'
            LIMIT $1
        ) AS waiting
        """

    private static let selectLive = """
        SELECT id
        FROM jobs
        WHERE unique_key = $1
            AND state IN ('available', 'running')
        """

    private static let insert = """
        INSERT INTO jobs (
            kind, tenant, subject, payload, unique_key, priority, enqueued_at,
            run_at, rank, state, attempt, max_attempts, room, claim, cancel_requested,
            progress_done
        )
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'available', 0, $10, 0, 0, 0, 0)
        ON CONFLICT (unique_key)
            WHERE unique_key IS NOT NULL AND state IN ('available', 'running')
            DO NOTHING
        RETURNING id
        """

    /// The place in the order of claiming, within a tenant: ageing for nothing,
    /// since a priority is worth a fixed head start.
    static func rank(_ runAt: Timestamp, priority: Int) -> Timestamp {
        Timestamp(
            microseconds: runAt.microseconds
                - Int64(priority) * NewJob.priorityStep.microseconds)
    }
}
