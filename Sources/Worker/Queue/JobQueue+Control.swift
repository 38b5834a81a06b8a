public import Storage

extension JobQueue {
    /// Calls a job off.
    ///
    /// A waiting job ends at once; a running one is asked to stop, and its worker
    /// hears of it with its next renewal. Throws `.wrongState` for a finished one.
    @discardableResult
    public func cancel(_ id: JobID) throws -> JobState {
        try database.write { db in
            let job = try lock(id, on: db)
            do {
                return try apply(.cancelRequested, to: job, failure: nil, on: db).state
            } catch is IllegalTransition {
                throw JobQueueError(
                    .wrongState,
                    "Job \(id) is already \(job.status.state.rawValue) and cannot be cancelled.")
            }
        }
    }

    /// Makes a finished job available again, in the caller's transaction.
    ///
    /// Throws `.wrongState` for a waiting or running one, `.duplicate` when another
    /// live job has the same unique key; the caller may go on after both.
    public func retry(_ id: JobID, on db: any Connection) throws {
        let job = try lock(id, on: db)
        do {
            try db.savepoint {
                try apply(.retried, to: job, failure: nil, on: db)
                try db.execute(Self.forgetProgress, [id])
            }
        } catch is IllegalTransition {
            throw JobQueueError(
                .wrongState,
                "Job \(id) is \(job.status.state.rawValue): only a finished job can be retried.")
        } catch let error as StorageError where error.code == .constraint {
            throw JobQueueError(
                .duplicate,
                "Another job for the same thing is already waiting or running. "
                    + "See `muniment jobs list`.")
        }
    }

    private static let forgetProgress = """
        UPDATE jobs
        SET progress_done = 0,
            progress_total = NULL
        WHERE id = $1
        """
}
