public import Storage
internal import Synchronization

/// The durable queue of jobs in the database.
///
/// Every change of a running job names the claim under which it was made
/// (`WHERE id = … AND claim = …`), so that a worker which lost its lease changes
/// nothing. Safe from any thread and any number of processes.
public final class JobQueue: Sendable {
    /// Called, in the transaction itself, when a job of a kind ends as failed or
    /// cancelled, wherever that was noticed; its subject learns of it here.
    ///
    /// `job` is as it was before; `failure` is `nil` where a lease ran out for the
    /// last time or the job was called off.
    public typealias EndHook =
        @Sendable (
            _ job: Job, _ end: JobState, _ failure: JobFailure?, _ db: any Connection
        ) throws -> Void

    /// Announced with every transaction that makes a job available.
    public static let topic = Topic("jobs_available")
    /// Announced with every transaction in which a job ends.
    public static let endTopic = Topic("jobs_ended")

    /// The room's schema.
    public static let migrations = [
        Migration(
            id: "worker-0001-jobs", sqlite: PackageResources.sqlite_worker_0001_jobs_sql,
            postgresql: PackageResources.postgresql_worker_0001_jobs_sql)
    ]

    let database: any Database
    let settings: JobQueueSettings
    let endHooks: [String: EndHook]
    let now: @Sendable () -> Timestamp
    let jitter: @Sendable () -> Double
    let depth = Mutex(QueueDepth())
    let completions = CompletionLine()

    /// Makes the queue of a migrated database.
    ///
    /// `endHooks` are keyed by the kind of job; `now`, which is the database's clock,
    /// and `jitter` (0…1) are injected by tests.
    public init(
        database: any Database, settings: JobQueueSettings = JobQueueSettings(),
        endHooks: [String: EndHook] = [:],
        now: (@Sendable () -> Timestamp)? = nil,
        jitter: @escaping @Sendable () -> Double = { .random(in: 0...1) }
    ) {
        self.database = database
        self.settings = settings
        self.endHooks = endHooks
        self.now = now ?? { database.now() }
        self.jitter = jitter
    }
}

/// The times of the queue.
public struct JobQueueSettings: Hashable, Sendable {
    /// How long a claim lasts without a sign of life; default is 10 seconds.
    public var lease: Duration = .seconds(10)
    /// How often a worker renews its leases; default is 3 seconds.
    public var renewal: Duration = .seconds(3)
    /// How often somebody looks for leases that ran out; default is 1 second.
    public var sweep: Duration = .seconds(1)
    public var retry = RetryPolicy()
    /// How many jobs may wait before more are refused; default is 1,000,000.
    /// Counted at most once a second, so a burst may go over it.
    public var maxWaiting = 1_000_000

    public init() {}
}

/// A job that cannot be changed as asked.
public struct JobQueueError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Code: String, Sendable {
        case notFound
        /// The job is in a state in which this cannot be done.
        case wrongState
        /// The claim under which the job was held is over; nothing was changed.
        case leaseLost
        /// Another job with the same unique key is already waiting or running.
        case duplicate
        /// As many jobs wait as may.
        case full
    }

    public let code: Code
    /// What failed and what to do.
    public let message: String

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    public var description: String { message }
}
