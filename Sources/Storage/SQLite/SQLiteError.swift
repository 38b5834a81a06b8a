internal import CSQLite

/// What a SQLite call answered, kept as the cause of a `StorageError`.
struct SQLiteError: Error, CustomStringConvertible {
    /// The extended result code; see https://www.sqlite.org/rescode.html.
    let resultCode: CInt
    let message: String

    var description: String { "SQLite error \(resultCode): \(message)" }

    /// The code without its extension.
    var primaryCode: CInt { resultCode & 0xff }

    /// Reads the error of the last call on `connection`.
    init(connection: OpaquePointer?, resultCode: CInt) {
        self.resultCode = connection.map(sqlite3_extended_errcode) ?? resultCode
        let text = connection.map(sqlite3_errmsg) ?? sqlite3_errstr(resultCode)
        message = text.map { String(cString: $0) } ?? "unknown error"
    }

    /// The same as an error of the room, with what to do.
    func storageError(sql: String? = nil, path: String? = nil) -> StorageError {
        let (code, message) = explanation
        return StorageError(code, message, sql: sql, path: path, cause: self)
    }

    private var explanation: (StorageError.Code, String) {
        switch primaryCode {
        case SQLITE_BUSY, SQLITE_LOCKED:
            (.busy, "The database is locked by another program. Close that program.")
        case SQLITE_FULL:
            (.noSpace, "The disk that holds the database is full. Free some space.")
        case SQLITE_CONSTRAINT:
            (.constraint, "A row breaks a rule of the database.")
        case SQLITE_CORRUPT, SQLITE_NOTADB:
            (.corrupt, "The database file is damaged. Restore it from a backup.")
        case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_READONLY, SQLITE_AUTH:
            (.unavailable, "The database file cannot be opened. Check its permissions.")
        default:
            (.inputOutput, "The database refused a statement.")
        }
    }
}
