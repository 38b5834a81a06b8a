internal import CSQLite
internal import Hashing

/// An open SQLite connection with its prepared statements.
///
/// Opened in multi-thread mode: used by one thread at a time, which its owner
/// (the writer's turn, or the pool of readers) makes sure of.
final class SQLiteConnection: Connection {
    let connection: OpaquePointer
    /// The file.
    let path: String
    private var statements: [String: SQLiteStatement] = [:]
    /// What the open transaction announces when it commits.
    var announcedTopics: Set<Topic> = []
    /// The refusal that ended the open transaction, or its innermost savepoint.
    private var refusal: (any Error)?
    private var savepoints = 0

    /// How many statements are kept prepared; the product has fewer texts.
    private static let maxStatements = 256

    /// How long a program that is not ours may hold the database, in
    /// milliseconds. Our own processes take turns by `WriterTurn`.
    private static let busyTimeout: CInt = 30_000

    /// What a connection is for.
    enum Access {
        /// Reads and writes; the file is made where it is missing.
        case writing
        /// Reads beside those who write.
        case reading
        /// Reads a file that nobody writes: without locks, and without files beside it.
        case immutable
    }

    /// Opens the database file, through the VFS of this name or SQLite's own.
    init(path: String, access: Access, vfs: String? = nil) throws {
        self.path = path
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(
            access.name(of: path), &opened, SQLITE_OPEN_NOMUTEX | access.flags, vfs)
        guard code == SQLITE_OK, let opened else {
            let error = SQLiteError(connection: opened, resultCode: code)
            // > Whether or not an error occurs when it is opened, resources
            // > associated with the database connection handle should be released
            // https://www.sqlite.org/c3ref/open.html
            sqlite3_close_v2(opened)
            throw error.storageError(path: path)
        }
        connection = opened
        sqlite3_extended_result_codes(opened, 1)
        sqlite3_busy_timeout(opened, Self.busyTimeout)
    }

    deinit {
        statements.removeAll()
        sqlite3_close_v2(connection)
    }

    /// Whether no transaction is open: also so after SQLite rolled one back by
    /// itself, as it does on a full disk.
    var isInAutocommit: Bool { sqlite3_get_autocommit(connection) != 0 }

    let dialect = SQLDialect.sqlite

    func query(_ sql: String, _ binds: [any SQLBindable]) throws -> [Row] {
        if let refusal { throw refusal }
        do {
            return try prepared(sql).run(binds)
        } catch {
            refusal = error
            throw error
        }
    }

    @discardableResult
    func execute(_ sql: String, _ binds: [any SQLBindable]) throws -> Int {
        let before = sqlite3_total_changes64(connection)
        _ = try query(sql, binds)
        // The total also counts rows that foreign keys and triggers changed, the
        // other one stays as it was after a statement that changes nothing.
        let isUnchanged = sqlite3_total_changes64(connection) == before
        return isUnchanged ? 0 : Int(sqlite3_changes64(connection))
    }

    func savepoint<Result>(_ body: () throws -> Result) throws -> Result {
        if let refusal { throw refusal }
        let announced = announcedTopics
        savepoints += 1
        let name = "savepoint_\(savepoints)"
        defer { savepoints -= 1 }
        try control("SAVEPOINT \(name)")
        do {
            let value = try body()
            // A refusal that the body kept to itself undoes it all the same.
            if let refusal { throw refusal }
            try control("RELEASE \(name)")
            return value
        } catch {
            announcedTopics = announced
            undo(to: name)
            throw error
        }
    }

    /// Undoes the savepoint, or the whole transaction where SQLite cannot: nothing of
    /// a failed body may be committed.
    private func undo(to name: String) {
        // SQLite may have given up the transaction by itself, as it does on a full disk.
        guard !isInAutocommit else { return }
        do {
            try control("ROLLBACK TO \(name)")
            try control("RELEASE \(name)")
            refusal = nil
        } catch {
            refusal = error
            _ = try? control("ROLLBACK")
        }
    }

    /// Begins a transaction.
    func begin(_ sql: String) throws {
        refusal = nil
        try control(sql)
    }

    /// Runs a statement that controls transactions, which a refusal does not stop.
    func control(_ sql: String) throws {
        _ = try prepared(sql).run([])
    }

    /// Runs all statements of a script, without binds.
    func run(script: String) throws {
        let code = sqlite3_exec(connection, script, nil, nil, nil)
        guard code == SQLITE_OK else {
            throw SQLiteError(connection: connection, resultCode: code).storageError()
        }
    }

    func notify(_ topic: Topic) {
        announcedTopics.insert(topic)
    }

    /// Forgets and returns the topics that were announced since the last call.
    func takeAnnouncedTopics() -> Set<Topic> {
        defer { announcedTopics = [] }
        return announcedTopics
    }

    private func prepared(_ sql: String) throws -> SQLiteStatement {
        if let statement = statements[sql] { return statement }
        if statements.count >= Self.maxStatements { statements.removeAll() }
        let statement = try SQLiteStatement(sql, on: connection)
        statements[sql] = statement
        return statement
    }
}

@available(*, unavailable)
extension SQLiteConnection: Sendable {}

extension SQLiteConnection.Access {
    fileprivate var flags: CInt {
        switch self {
        case .writing: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        case .reading: SQLITE_OPEN_READONLY
        case .immutable: SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
        }
    }

    /// What stands for the path; see https://www.sqlite.org/uri.html.
    fileprivate func name(of path: String) -> String {
        guard case .immutable = self else { return path }
        let escaped = path.utf8.map { byte in
            byte.isPlainInURI
                ? String(UnicodeScalar(byte)) : "%" + [byte].hex
        }
        return "file:\(escaped.joined())?immutable=1"
    }
}

extension UInt8 {
    /// A letter, a digit, or one of `/-._`.
    fileprivate var isPlainInURI: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-")...UInt8(ascii: "/"),
            UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
