public import Storage
internal import Synchronization

/// A claimed job in the hands of its handler.
public final class JobRun: Sendable {
    /// The job as it was claimed.
    public let job: Job
    /// How many jobs this worker runs at the same time, and whether a thread is idle.
    public let capacity: Capacity

    private let queue: JobQueue
    private let reason = Mutex<StopReason?>(nil)

    init(_ job: Job, queue: JobQueue, capacity: Capacity) {
        self.job = job
        self.queue = queue
        self.capacity = capacity
    }

    /// Set once the handler should stop; look at it between pieces of work.
    public var stopReason: StopReason? { reason.withLock { $0 } }

    /// Throws `JobStopped` once the handler should stop.
    public func checkStop() throws {
        if stopReason != nil { throw JobStopped() }
    }

    /// Writes what can be taken up again after a crash, and how far the job is.
    ///
    /// Cheap on SQLite: survives the end of this process, not a power cut. Throws
    /// `JobQueueError(.leaseLost)`, and keeps nothing of `body`, when the claim is
    /// over. Not tried again while the database is away, since `body` may have been
    /// kept: the job is then handed back and goes on from what was kept.
    @discardableResult
    public func checkpoint<Kept>(
        _ progress: JobProgress, _ body: (any Connection) throws -> Kept
    ) throws -> Kept {
        try queue.database.write(queue.database.dialect.checkpointDurability) { db in
            try queue.checkpoint(job, progress, on: db)
            return try body(db)
        }
    }

    /// Adds the job that goes on from this one, in the transaction that completes this one.
    ///
    /// Never refused, however many jobs wait.
    public func enqueueNext(_ job: NewJob, on db: any Connection) throws {
        _ = try queue.enqueue(job, evenWhenFull: true, on: db)
    }

    /// Asks the handler to stop; the first reason stays, but for a lost lease.
    func requestStop(_ stop: StopReason) {
        reason.withLock { reason in
            if reason == nil || stop == .lost { reason = stop }
        }
    }
}
