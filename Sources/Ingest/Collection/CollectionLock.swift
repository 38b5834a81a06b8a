internal import Storage

/// Keeps the steps of a collection and the transactions that make rows name blobs apart, until
/// the end of the caller's transaction.
///
/// On SQLite there is one writer anyway. On PostgreSQL a statement sees what was committed
/// before it began, so that only what follows the statement that takes the lock counts.
enum CollectionLock {
    /// Lets others make rows name blobs, and no collection take a step.
    static func share(on db: any Connection) throws {
        try take("pg_advisory_xact_lock_shared", on: db)
    }

    /// Lets nobody else do either.
    static func hold(on db: any Connection) throws {
        try take("pg_advisory_xact_lock", on: db)
    }

    private static func take(_ function: String, on db: any Connection) throws {
        switch db.dialect {
        case .sqlite: break
        case .postgresql: try db.execute("SELECT \(function)(\(number))")
        }
    }

    /// "collects" in ASCII, a number that no other program is likely to lock.
    private static let number: Int64 = 0x636f_6c6c_6563_7473
}
