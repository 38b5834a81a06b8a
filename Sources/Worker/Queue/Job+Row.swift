internal import Storage

extension Job {
    /// The columns that `init(row:)` reads.
    static let columns = """
        id, kind, tenant, subject, payload, priority, enqueued_at, run_at, state, attempt,
        max_attempts, room, claim, worker, claimed_at, lease_until, cancel_requested, finished_at,
        progress_done, progress_total
        """

    init(row: Row) throws {
        id = JobID(try row.integer("id"))
        kind = try row.text("kind")
        tenant = try row.text("tenant")
        subject = try row.text("subject")
        payload = try row.text("payload")
        priority = try row.int("priority")
        enqueuedAt = try row.timestamp("enqueued_at")
        status = try JobStatus(row: row)
        worker = try row.optionalText("worker")
        claimedAt = try row.optionalTimestamp("claimed_at")
        progress = JobProgress(
            done: try row.int("progress_done"),
            total: try row.optionalInteger("progress_total").map(Int.init))
    }
}

extension JobStatus {
    fileprivate init(row: Row) throws {
        self.init(maxAttempts: try row.int("max_attempts"), runAt: try row.timestamp("run_at"))
        let name = try row.text("state")
        guard let state = JobState(rawValue: name) else {
            throw StorageError(.corrupt, "A job has the unknown state \(name).")
        }
        self.state = state
        attempt = try row.int("attempt")
        room = try row.int("room")
        claim = try row.integer("claim")
        leaseUntil = try row.optionalTimestamp("lease_until")
        finishedAt = try row.optionalTimestamp("finished_at")
        cancelRequested = try row.bool("cancel_requested")
    }
}
