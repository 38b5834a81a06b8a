internal import Foundation

/// A `Database` in one SQLite file, for any number of processes on one machine.
///
/// Write-ahead log, `synchronous=FULL`, one writing connection a process, and
/// readers beside it. The folder must be on a local file system: the log's
/// index is shared memory (https://www.sqlite.org/wal.html).
public final class SQLiteDatabase: Database {
    private let writer: SQLiteWriter
    private let readers: SQLiteReaders
    private let changes: SQLiteChanges

    /// How many threads may read at the same time by default; more wait.
    public static let defaultMaxReaders = 32

    /// Opens or creates the database at `path`, without migrating it.
    ///
    /// Throws `.unavailable` where the file cannot be opened, `.corrupt` where it
    /// is no database.
    public convenience init(
        path: String, maxReaders: Int = SQLiteDatabase.defaultMaxReaders
    ) throws {
        try self.init(path: path, vfs: nil, maxReaders: maxReaders)
    }

    /// Opens the database through a registered VFS, the seam at which tests record and fail what
    /// SQLite asks of the disk; `nil` is the system's. See https://www.sqlite.org/vfs.html.
    package init(
        path: String, vfs: String?, maxReaders: Int = SQLiteDatabase.defaultMaxReaders
    ) throws {
        let turn = try WriterTurn(databasePath: path)
        let connection = try SQLiteConnection(path: path, access: .writing, vfs: vfs)
        // The first process to come turns the log on, which needs the file alone.
        try turn.take()
        defer { turn.pass() }
        try connection.run(script: Self.writerSettings)
        let changes = SQLiteChanges(path: path, vfs: vfs)
        self.changes = changes
        writer = SQLiteWriter(connection: connection, turn: turn) { changes.raise($0) }
        readers = SQLiteReaders(path: path, vfs: vfs, maxConnections: maxReaders)
    }

    public var dialect: SQLDialect { .sqlite }

    /// This machine's clock: the database is on it.
    public func now() -> Timestamp { .now() }

    public func read<Result>(_ body: (any Connection) throws -> Result) throws -> Result {
        try readers.read { try body($0) }
    }

    public func write<Result>(
        _ durability: Durability, _ body: (any Connection) throws -> Result
    ) throws -> Result {
        try writer.write(durability, body)
    }

    public func listen(to topic: Topic) -> Signal {
        changes.signal(for: topic)
    }

    /// Copies the whole database as it is now into an empty file, beside readers and writers.
    ///
    /// The file holds one snapshot and no log, and is not forced to the disk. `progress` is told
    /// bytes, and those of the whole, about every 4 MiB; what it throws is thrown on, and leaves
    /// part of a database. As long as it copies, the log cannot be written back and grows.
    public func copy(
        to path: String, progress: (_ done: Int, _ total: Int) throws -> Void = { _, _ in }
    ) throws {
        try readers.read { try $0.copyAll(to: path, progress) }
    }

    private static let writerSettings = """
        PRAGMA journal_mode = WAL;
        PRAGMA foreign_keys = ON;
        PRAGMA temp_store = MEMORY;
        PRAGMA cache_size = -16384;
        PRAGMA wal_autocheckpoint = 4000;
        PRAGMA journal_size_limit = 67108864;
        """

    static let readerSettings = """
        PRAGMA query_only = ON;
        PRAGMA temp_store = MEMORY;
        PRAGMA cache_size = -8192;
        """
}
