public import Storage
internal import Synchronization

/// A database whose writes fail while a test says so.
public final class FaultyDatabase: Database {
    private let database: any Database
    private let isFailing = Mutex(false)

    /// Passes everything on to `database` at first.
    public init(_ database: any Database) {
        self.database = database
    }

    /// Lets every write fail from now on, or none.
    public func failWrites(_ mustFail: Bool) {
        isFailing.withLock { $0 = mustFail }
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
            throw StorageError(.noSpace, "The disk is full, says the test.")
        }
        return try database.write(durability, body)
    }

    public func listen(to topic: Topic) -> Signal {
        database.listen(to: topic)
    }
}
