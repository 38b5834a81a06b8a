public import Storage

/// Does the work of one kind of job.
public protocol JobHandler: Sendable {
    /// The jobs it takes.
    var kind: String { get }

    /// Does the work on the calling thread.
    ///
    /// Everything that must exist exactly once is written by the closure of
    /// `.completed`. A thrown `JobFailure` is the failure it says; `JobStopped`
    /// means that the handler gave way to `run.stopReason`; after a `StorageError`
    /// that may pass (`.unavailable`, `.busy`) the job is handed back; any other error
    /// counts as a defect of ours.
    func run(_ run: JobRun) throws -> JobOutcome
}

/// How a job's work ended.
public enum JobOutcome {
    /// Well; the closure, if any, writes the result in the transaction that ends the
    /// job. It may run several times, where a transaction was undone, and on another
    /// thread, while the job's own one waits.
    case completed(((any Connection) throws -> Void)? = nil)
}

/// Thrown by a handler that stopped because it was asked to.
public struct JobStopped: Error, Hashable, Sendable {
    public init() {}
}

/// Why a running job should stop.
public enum StopReason: Hashable, Sendable {
    /// Somebody called it off.
    case cancelled
    /// Its lease is over and another worker may have it; nothing can be written.
    case lost
    /// The worker is shutting down.
    case draining
}
