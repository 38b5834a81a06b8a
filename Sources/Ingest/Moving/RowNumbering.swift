internal import Storage

extension StoreTable {
    /// The highest number that the table has given to a row, also to one that is gone; 0 where
    /// it has given none.
    func lastNumber(on db: any Connection) throws -> Int64 {
        let given = try db.first(db.dialect.selectLastNumber, [db.dialect.numbering(of: name)])
        let highest = try db.first("SELECT COALESCE(MAX(id), 0) AS last FROM \(name)")
        return max(try given?.integer("last") ?? 0, try highest?.integer("last") ?? 0)
    }

    /// Lets the next number be greater than `number`; never lowers it.
    func raiseNumber(to number: Int64, on db: any Connection) throws {
        let numbering = db.dialect.numbering(of: name)
        guard number > 0, try lastGiven(on: db) < number else { return }
        for statement in db.dialect.setLastNumber {
            _ = try db.query(statement, [numbering, number])
        }
    }

    private func lastGiven(on db: any Connection) throws -> Int64 {
        try db.first(db.dialect.selectLastNumber, [db.dialect.numbering(of: name)])?
            .integer("last") ?? 0
    }
}

extension SQLDialect {
    /// What counts the rows of a table: a row of `sqlite_sequence`
    /// (https://www.sqlite.org/autoinc.html), or a sequence, which PostgreSQL names for an
    /// identity column like this.
    fileprivate func numbering(of table: String) -> String {
        switch self {
        case .sqlite: table
        case .postgresql: "\(table)_id_seq"
        }
    }

    /// $1 is the numbering.
    fileprivate var selectLastNumber: String {
        switch self {
        case .sqlite:
            """
            SELECT seq AS last
            FROM sqlite_sequence
            WHERE name = $1
            """
        case .postgresql:
            """
            SELECT COALESCE(last_value, 0) AS last
            FROM pg_sequences
            WHERE schemaname = current_schema()
                AND sequencename = $1
            """
        }
    }

    /// $1 is the numbering, $2 the number.
    fileprivate var setLastNumber: [String] {
        switch self {
        case .sqlite:
            [
                "DELETE FROM sqlite_sequence WHERE name = $1 AND seq < $2",
                """
                INSERT INTO sqlite_sequence (name, seq)
                SELECT $1, $2
                WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = $1)
                """,
            ]
        case .postgresql:
            ["SELECT setval(CAST(CAST($1 AS TEXT) AS REGCLASS), $2)"]
        }
    }
}
