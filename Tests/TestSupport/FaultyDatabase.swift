public import Storage
internal import Synchronization

/// A database whose writes fail, or are kept without an answer, while a test says so.
public final class FaultyDatabase: Database {
    private let database: any Database
    private let isFailing = Mutex(false)
    private let unanswered = Mutex(0)

    /// Passes everything on to `database` at first.
    public init(_ database: any Database) {
        self.database = database
    }

    /// Lets every write fail from now on, or none.
    public func failWrites(_ mustFail: Bool) {
        isFailing.withLock { $0 = mustFail }
    }

    /// Keeps the next writes, and says that the database is away.
    public func loseAnswers(_ count: Int) {
        unanswered.withLock { $0 = count }
    }

    public var dialect: SQLDialect { database.dialect }

    public func now() -> Timestamp { database.now() }

    public func read<Result>(_ body: (any Connection) throws -> Result) throws -> Result {
        try database.read(body)
    }

    public func write<Result>(
        _ durability: Durability, _ body: (any Connection) throws -> Result
    ) throws -> Result {
        if isFailing.withLock({ $0 }) {
            throw StorageError(.inputOutput, "The disk is broken, says the test.")
        }
        let value = try database.write(durability, body)
        let isLost = unanswered.withLock { count in
            defer { count = max(0, count - 1) }
            return count > 0
        }
        if isLost { throw StorageError(.unavailable, "The answer was lost, says the test.") }
        return value
    }

    public func listen(to topic: Topic) -> Signal {
        database.listen(to: topic)
    }
}
