public import Worker

/// How a store is opened.
public struct StoreSettings: Hashable, Sendable {
    /// The times and bounds of the queue.
    public var queue = JobQueueSettings()
    /// How many connections to PostgreSQL this process may hold; default is 16.
    public var databaseConnections = 16
    /// How long a call waits for a PostgreSQL server that is away; default is 5 seconds.
    public var databasePatience: Duration = .seconds(5)
    /// How many bytes of a bucket are kept on this machine; default is 10 GiB.
    public var cacheBytes = 10 << 30
    /// What becomes of files taken in that are forms of stored documents; default is
    /// `report`.
    public var arrivalPolicy = ArrivalPolicy.report
    /// How far and how long is looked for duplicates.
    public var matching = MatchSettings()

    public init() {}
}
