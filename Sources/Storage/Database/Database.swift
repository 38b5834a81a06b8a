/// Rows in transactions: `SQLiteDatabase` or `PostgreSQLDatabase`.
///
/// Safe to use from any thread. Each call blocks its own thread and runs the
/// closure on it. Calls must not nest: a closure that is lent a connection does
/// all of its work with that connection.
public protocol Database: Sendable {
    /// The engine's dialect, for the few fragments in which they differ.
    var dialect: SQLDialect { get }

    /// The moment by the database's own clock, the same for all machines that
    /// share it; what is compared with rows of others is taken from it.
    ///
    /// Cheap, and answers from what it knows while the database is away.
    func now() -> Timestamp

    /// Runs `body` on one consistent snapshot, beside writers and other readers.
    func read<Result>(_ body: (any Connection) throws -> Result) throws -> Result

    /// Runs `body` in a transaction and returns after its commit.
    ///
    /// When `body` throws, nothing of it remains and its error is rethrown. SQLite
    /// runs one body at a time; PostgreSQL runs many beside each other, so a row
    /// that is read to be changed is read with `SQLDialect.forUpdate`.
    /// Transactions of several threads may share one commit, and so one fsync;
    /// each still stands or falls alone unless the commit itself fails.
    @discardableResult
    func write<Result>(
        _ durability: Durability, _ body: (any Connection) throws -> Result
    ) throws -> Result

    /// Starts to listen to what transactions announce with `notify(_:)`.
    ///
    /// The signal is raised at once for this process's own commits and within
    /// 250 ms for those of others; also without cause now and then. A process that ends
    /// between its commit and the announcement leaves others unaware: wait with a deadline.
    func listen(to topic: Topic) -> Signal
}

extension Database {
    /// Runs `body` in a durable transaction.
    @discardableResult
    public func write<Result>(_ body: (any Connection) throws -> Result) throws -> Result {
        try write(.durable, body)
    }
}

/// What a commit survives.
public enum Durability: Sendable {
    /// A power cut: on disk before `write` returns.
    case durable
    /// The end of this process, but not a power cut. For work that can be done
    /// again, such as checkpoints. A later durable commit makes it durable too.
    case processOnly
}

/// Something that transactions announce and threads wait for.
public struct Topic: Hashable, Sendable {
    /// A word of lower-case letters and underscores; also PostgreSQL's channel.
    public let name: String

    public init(_ name: String) {
        self.name = name
    }
}
