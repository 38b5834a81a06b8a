/// A `Database` on a PostgreSQL server, for any number of processes on any number of machines.
///
/// Writers run beside each other at READ COMMITTED, readers each on one snapshot. A body whose
/// transaction met another one in a deadlock throws `.busy`; it is not run again by itself, for it
/// may have done more than statements. The connection's sessions keep prepared statements, so that
/// a pooler between must give each a session of its own.
///
/// While the server is away, a call waits for `PostgreSQLSettings.patience` before its body has
/// run a statement, and then throws `.unavailable`. In the midst of a body it throws at once, and
/// nothing is kept; at the commit it is not known whether it was kept, and the error says so.
///
/// What a transaction announces is sent after its commit, not in it: in it, PostgreSQL lets one
/// announcing transaction commit at a time. Where a process ends between the two, other processes
/// find its work when they look by themselves.
public final class PostgreSQLDatabase: Database {
    private let pool: PostgreSQLPool
    private let clock = PostgreSQLClock()
    private let notifications: PostgreSQLNotifications

    /// Opens a database by its URL, `postgres://USER@HOST:PORT/DATABASE?…` with libpq's parameters,
    /// without migrating it.
    ///
    /// Waits for a server that is away or starting as every call does; what it refuses for a reason
    /// that stays is thrown at once. Throws `.unavailable` with the remedy, and never with a part of
    /// the URL that is secret.
    public init(url: String, settings: PostgreSQLSettings = PostgreSQLSettings()) throws {
        let opener = PostgreSQLOpener(
            url: try PostgreSQLURL(url), settings: settings, clock: clock)
        pool = PostgreSQLPool(opener: opener)
        notifications = try PostgreSQLNotifications(opener: opener)
        try PostgreSQLTransaction([], pool: pool).end()
    }

    deinit {
        notifications.close()
    }

    public var dialect: SQLDialect { .postgresql }

    /// The server's clock, as it was last compared with this machine's.
    public func now() -> Timestamp { clock.now() }

    public func read<Result>(_ body: (any Connection) throws -> Result) throws -> Result {
        let transaction = try PostgreSQLTransaction(Self.beginReading, pool: pool)
        defer { transaction.end() }
        do {
            let value = try body(transaction)
            try transaction.close()
            return value
        } catch {
            transaction.rollback()
            throw error
        }
    }

    public func write<Result>(
        _ durability: Durability, _ body: (any Connection) throws -> Result
    ) throws -> Result {
        let transaction = try PostgreSQLTransaction(Self.beginWriting(durability), pool: pool)
        defer { transaction.end() }
        let value: Result
        do {
            value = try body(transaction)
            try transaction.commit()
        } catch {
            transaction.rollback()
            throw error
        }
        announce(transaction)
        return value
    }

    public func listen(to topic: Topic) -> Signal {
        notifications.signal(for: topic)
    }

    private func announce(_ transaction: PostgreSQLTransaction) {
        guard !transaction.announcedTopics.isEmpty else { return }
        let urgent = notifications.announce(
            transaction.announcedTopics, byCaller: transaction.hasReachedServer)
        if !urgent.isEmpty { transaction.post(urgent) }
    }

    private static let beginReading = ["BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"]

    private static func beginWriting(_ durability: Durability) -> [String] {
        switch durability {
        case .durable: ["BEGIN"]
        case .processOnly: ["BEGIN", "SET LOCAL synchronous_commit = off"]
        }
    }
}
