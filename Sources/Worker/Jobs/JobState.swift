public import Storage

/// Where a job stands; `docs/job-states.md` draws it.
public enum JobState: String, CaseIterable, Sendable {
    /// Waits for its time and a worker.
    case available
    /// Held by a worker under a lease.
    case running
    /// Done.
    case completed
    /// Given up, with its errors; can be retried by hand.
    case failed
    /// Called off; can be retried by hand.
    case cancelled

    /// Whether nothing happens to the job any more by itself.
    public var isFinal: Bool {
        switch self {
        case .available, .running: false
        case .completed, .failed, .cancelled: true
        }
    }
}

/// The part of a job that events change.
public struct JobStatus: Hashable, Sendable {
    public var state: JobState
    /// How many attempts were begun and not handed back; at most `maxAttempts`, and
    /// one more with more room.
    public var attempt: Int
    public let maxAttempts: Int
    /// 0, and 1 once the job ran out of memory or time and may take more.
    public var room: Int
    /// Grows with every claim; the fence that keeps a late worker out.
    public var claim: Int64
    public var runAt: Timestamp
    /// Set exactly while running.
    public var leaseUntil: Timestamp?
    /// Set exactly in final states.
    public var finishedAt: Timestamp?
    public var cancelRequested: Bool

    /// A job that was just enqueued.
    public init(maxAttempts: Int, runAt: Timestamp) {
        state = .available
        attempt = 0
        self.maxAttempts = maxAttempts
        room = 0
        claim = 0
        self.runAt = runAt
        cancelRequested = false
    }
}

/// What can happen to a job.
public enum JobEvent: Hashable, Sendable {
    /// A worker took it.
    case claimed(leaseUntil: Timestamp)
    /// Its worker is alive.
    case renewed(leaseUntil: Timestamp)
    /// Its lease ran out: the worker is gone or stuck.
    case lapsed
    /// Its work is done.
    case completed
    /// Its work failed.
    case failed(FailureClass)
    /// The worker is shutting down and did not finish it.
    case handedBack
    /// Somebody called it off.
    case cancelRequested
    /// Its worker stopped because it was called off.
    case stopped
    /// Somebody wants it to run again.
    case retried
}

/// Why an attempt failed, which decides what happens next.
public enum FailureClass: String, CaseIterable, Sendable {
    /// May work later: tried again after a while, with jitter.
    case transient
    /// Too little memory or time: once more with more room.
    case resource
    /// The document is the reason: final and explained, can be run again by hand.
    case document
    /// A defect of ours: tried again after a while, and somebody should look.
    case ours
}

/// An event that cannot happen to a job in its state.
public struct IllegalTransition: Error, Hashable, Sendable {
    public let state: JobState
    public let event: JobEvent
}
