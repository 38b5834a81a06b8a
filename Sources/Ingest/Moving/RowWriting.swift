internal import Storage

extension StoreTable {
    /// How many rows one statement brings: few texts to prepare, few round trips.
    private static let rowsPerStatement = 16

    /// Inserts rows that hold all columns, or puts them in the place of those with their keys.
    func upsert(_ rows: [Row], on db: any Connection) throws {
        var rest = rows[...]
        while rest.count >= Self.rowsPerStatement {
            try insert(rest.prefix(Self.rowsPerStatement), on: db)
            rest = rest.dropFirst(Self.rowsPerStatement)
        }
        for row in rest { try insert([row], on: db) }
    }

    private func insert(_ rows: some Collection<Row>, on db: any Connection) throws {
        try db.execute(
            upsertStatement(rows: rows.count),
            rows.flatMap { row in columns.map { row[$0] } })
    }

    private func upsertStatement(rows: Int) -> String {
        let lists = (0..<rows).map { row in
            let binds = columns.indices.map { "$\(row * columns.count + $0 + 1)" }
            return "(\(binds.joined(separator: ", ")))"
        }
        let changes = columns.filter { !key.contains($0) }.map { "\($0) = excluded.\($0)" }
        return """
            INSERT INTO \(name) (\(columns.joined(separator: ", ")))
            VALUES \(lists.joined(separator: ", "))
            ON CONFLICT (\(key.joined(separator: ", ")))
            DO UPDATE SET \(changes.joined(separator: ", "))
            """
    }

    /// Deletes the rows whose first columns of order have these values.
    func delete(_ key: RowKey, on db: any Connection) throws {
        let conditions = zip(order, 1...key.count).map { "\($0) = $\($1)" }
        try db.execute(
            """
            DELETE FROM \(name)
            WHERE \(conditions.joined(separator: " AND "))
            """, key)
    }
}

extension SQLDialect {
    /// Lets rows refer to others that come later in the transaction: each engine has its own
    /// words. PostgreSQL does it for the constraints that its schema calls deferrable.
    var deferConstraints: String {
        switch self {
        case .sqlite: "PRAGMA defer_foreign_keys = ON"
        case .postgresql: "SET CONSTRAINTS ALL DEFERRED"
        }
    }
}
