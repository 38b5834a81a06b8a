internal import Foundation

/// A SQLite database that nobody changes, such as the rows of a backup: only read.
///
/// Makes no file beside it, so that it may be on a medium that cannot be written to. While one
/// is open the file must stay as it is: nothing is locked, and changes would go unnoticed.
public final class SQLiteFile: Database {
    private let readers: SQLiteReaders

    /// How many threads may read at the same time; more wait.
    private static let maxReaders = 8

    /// Nothing is opened before it is read.
    public init(path: String) {
        readers = SQLiteReaders(
            path: path, access: .immutable, maxConnections: Self.maxReaders)
    }

    public var dialect: SQLDialect { .sqlite }

    public func now() -> Timestamp { .now() }

    public func read<Result>(_ body: (any Connection) throws -> Result) throws -> Result {
        try readers.read { try body($0) }
    }

    /// Always throws `.unavailable`.
    public func write<Result>(
        _ durability: Durability, _ body: (any Connection) throws -> Result
    ) throws -> Result {
        throw StorageError(.unavailable, "This database is only read.")
    }

    /// A signal that is never raised.
    public func listen(to topic: Topic) -> Signal { Signal() }
}
