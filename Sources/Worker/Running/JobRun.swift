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
    /// Cheap: survives the end of this process, not a power cut. Throws
    /// `JobQueueError(.leaseLost)`, and keeps nothing of `body`, when the claim is
    /// over.
    public func checkpoint(
        _ progress: JobProgress, _ body: (any Connection) throws -> Void = { _ in }
    ) throws {
        try queue.database.write(.processOnly) { db in
            try queue.checkpoint(job, progress, on: db)
            try body(db)
        }
    }

    /// Asks the handler to stop; the first reason stays, but for a lost lease.
    func requestStop(_ stop: StopReason) {
        reason.withLock { reason in
            if reason == nil || stop == .lost { reason = stop }
        }
    }
}

/// Threads that a worker's jobs share.
///
/// A job owns the thread that it runs on. It may borrow idle ones for a while, to
/// work on several pages at a time, and must give each back.
public final class Capacity: Sendable {
    private let places: Mutex<Places>
    private let whenFreed: @Sendable () -> Void

    private struct Places {
        var free: Int
        var isWanted = false
    }

    init(_ count: Int, whenFreed: @escaping @Sendable () -> Void = {}) {
        places = Mutex(Places(free: count))
        self.whenFreed = whenFreed
    }

    /// Takes an idle thread's place; false where all are busy.
    public func borrow() -> Bool {
        places.withLock { places in
            guard places.free > 0 else { return false }
            places.free -= 1
            return true
        }
    }

    /// Gives a place back.
    public func giveBack() {
        places.withLock { places in
            places.free += 1
            places.isWanted = false
        }
        whenFreed()
    }

    /// Whether another job waits for a place: who borrowed one should give it back.
    public var isWanted: Bool { places.withLock { $0.isWanted } }

    /// Asks for a place until one is given back.
    func ask() {
        places.withLock { places in
            places.isWanted = places.free == 0
        }
    }

    /// Gives a place back that was not used, which is no news to anybody.
    func giveBackQuietly() {
        places.withLock { $0.free += 1 }
    }
}
