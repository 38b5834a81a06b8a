public import Storage

extension JobQueue {
    /// Records a failed attempt; the job waits, or ends, as its class says.
    ///
    /// Throws `.leaseLost` and changes nothing when the claim is over. Like every
    /// end of an attempt it is tried again while the database is away.
    @discardableResult
    public func fail(_ job: Job, _ failure: JobFailure) throws -> JobStatus {
        try writePersistently { db in
            let job = try current(job, on: db)
            try record(
                class: failure.failureClass.rawValue, code: failure.code,
                message: failure.message, of: job, on: db)
            return try apply(
                .failed(failure.failureClass), to: job, failure: failure, on: db)
        }
    }

    /// Gives a job back unfinished, without an attempt being used up.
    public func handBack(_ job: Job) throws {
        try writePersistently { db in
            try apply(.handedBack, to: try current(job, on: db), failure: nil, on: db)
        }
    }

    /// Ends a job that was called off and has stopped.
    public func stop(_ job: Job) throws {
        try writePersistently { db in
            try apply(.stopped, to: try current(job, on: db), failure: nil, on: db)
        }
    }

    /// Notes how far a claimed job has come, in the caller's transaction; never less
    /// than before, whichever of the job's threads comes first.
    ///
    /// Throws `.leaseLost` when the claim is over, so that the transaction, and
    /// whatever else it holds of a late worker, is undone.
    public func checkpoint(
        _ job: Job, _ progress: JobProgress, on db: any Connection
    ) throws {
        let changed = try db.execute(
            Self.updateProgress, [job.id, job.status.claim, progress.done, progress.total])
        guard changed == 1 else { throw leaseLost(job) }
    }

    private static let updateProgress = """
        UPDATE jobs
        SET progress_done = CASE WHEN progress_done > $3 THEN progress_done ELSE $3 END,
            progress_total = $4
        WHERE id = $1
            AND claim = $2
            AND state = 'running'
        """

    // MARK: - Writing a transition

    /// Works out what `event` makes of `job` and writes it, fenced by its claim.
    @discardableResult
    func apply(
        _ event: JobEvent, to job: Job, failure: JobFailure?, on db: any Connection
    ) throws -> JobStatus {
        let next = try job.status.after(
            event, at: now(), retrying: settings.retry, jitter: jitter())
        let changed = try db.execute(
            Self.updateStatus,
            [
                job.id, job.status.claim, job.status.state.rawValue, next.state.rawValue,
                next.attempt, next.room, next.runAt,
                Self.rank(next.runAt, priority: job.priority), next.leaseUntil,
                next.finishedAt, next.cancelRequested,
                next.state == .running ? job.worker : nil,
            ])
        guard changed == 1 else { throw leaseLost(job) }
        if next.state == .available { db.notify(Self.topic) }
        if next.state.isFinal {
            db.notify(Self.endTopic)
            if next.state != .completed {
                try endHooks[job.kind]?(job, next.state, failure, db)
            }
        }
        return next
    }

    private static let updateStatus = """
        UPDATE jobs
        SET state = $4,
            attempt = $5,
            room = $6,
            run_at = $7,
            rank = $8,
            lease_until = $9,
            finished_at = $10,
            cancel_requested = CASE WHEN $4 = 'available' THEN 0
                WHEN $11 = 1 THEN 1
                ELSE cancel_requested END,
            worker = $12
        WHERE id = $1
            AND claim = $2
            AND state = $3
        """

    func record(
        class name: String, code: String, message: String, of job: Job, on db: any Connection
    ) throws {
        try db.execute(
            Self.insertError, [job.id, job.status.attempt, now(), name, code, message])
    }

    private static let insertError = """
        INSERT INTO job_errors (job_id, attempt, at, class, code, message)
        VALUES ($1, $2, $3, $4, $5, $6)
        """

    func leaseLost(_ job: Job) -> JobQueueError {
        JobQueueError(
            .leaseLost,
            "Job \(job.id) is no longer held under claim \(job.status.claim); nothing was changed.")
    }

    /// The job as it is now, which may have been called off since it was claimed.
    private func current(_ job: Job, on db: any Connection) throws -> Job {
        let current = try lock(job.id, on: db)
        guard current.status.claim == job.status.claim, current.status.state == .running else {
            throw leaseLost(job)
        }
        return current
    }
}
