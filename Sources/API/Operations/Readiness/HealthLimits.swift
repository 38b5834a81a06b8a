internal import Storage

/// What a server has to keep to, to be called ready, and how it is looked at.
public struct HealthLimits: Hashable, Sendable {
    /// How long a look-up of one row may take; default is 1 second.
    public var databasePatience: Duration = .seconds(1)
    /// Room that has to be left where blobs are kept, in bytes; default is 1 GiB.
    public var minFreeBytes = 1 << 30
    /// How many jobs may wait; default is 900,000, for at a million uploads are refused.
    public var maxWaitingJobs = 900_000
    /// How long a job may be due and wait behind others; default is 6 hours, so that an import
    /// of a night does not stop the service.
    public var maxQueueAge: Duration = .seconds(6 * 3_600)
    /// How long jobs may be due while none runs in any process; default is 1 minute.
    public var maxIdleAge: Duration = .seconds(60)

    /// How long an answer waits for its checks and counts; default is 2 seconds.
    public var patience: Duration = .seconds(2)
    /// How long the outcome of a check is kept; default is 1 second.
    public var checkFreshness: Duration = .seconds(1)
    /// How long the count of live jobs is kept, which costs more the more wait; default is
    /// 5 seconds.
    public var queueFreshness: Duration = .seconds(5)
    /// How long the count of files is kept, which looks at all of them; default is 5 minutes.
    public var blobFreshness: Duration = .seconds(300)

    public init() {}
}
