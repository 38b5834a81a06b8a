/// How a process uses a PostgreSQL server.
public struct PostgreSQLSettings: Sendable {
    /// How many transactions run at the same time; more wait for their turn, however long. One
    /// more connection is opened by the first who listens.
    public var maxConnections = 16
    /// How long a call waits for a server that is away or starting before it throws
    /// `.unavailable`. A connection attempt that has begun by then is seen to its end.
    public var patience = Duration.seconds(5)
    /// The longest pause before the first new attempt to connect. It doubles with every attempt;
    /// a pause is random between nothing and the longest, so that processes do not come together.
    public var firstBackoff = Duration.milliseconds(50)
    /// What the longest pause grows to.
    public var maxBackoff = Duration.seconds(1)
    /// When the server ends a transaction in which no statement is running, as of a process that
    /// was stopped: until then its locks stay. A body may not pause for longer between statements.
    public var idleTransactionLimit = Duration.seconds(300)
    /// The least time between two announcements of one topic to other processes.
    public var announcementInterval = Duration.milliseconds(20)
    /// How often the server's clock is compared with this machine's.
    public var clockInterval = Duration.seconds(120)
    /// The oldest server that is taken, as libpq numbers versions.
    package var minServerVersion: CInt = 130_000

    public init() {}
}
