internal import Storage

/// From where rows are copied.
enum RowSource {
    /// Each range is read as it is then.
    case database(any Database)
    /// All ranges are read in one transaction, at one moment.
    case snapshot(any Connection)

    /// Runs `body` on the database or in the transaction.
    func read<Result>(_ body: (any Connection) throws -> Result) throws -> Result {
        switch self {
        case .database(let database): try database.read(body)
        case .snapshot(let connection): try body(connection)
        }
    }

    /// The rows of all tables.
    func rowCount() throws -> Int {
        try read { db in
            try StoreTable.all.reduce(0) { sum, table in
                let row = try db.first("SELECT COUNT(*) AS count FROM \(table.name)")
                return sum + (try row?.int("count") ?? 0)
            }
        }
    }
}
