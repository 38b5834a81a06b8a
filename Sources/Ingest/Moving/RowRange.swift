internal import Storage

/// A place in the order of a table: the values of its columns of order.
typealias RowKey = [SQLValue]

/// A range of rows in the order of a table.
struct RowRange {
    /// Left out itself; `nil` for the beginning.
    let after: RowKey?
    /// Belongs to the range.
    let through: RowKey
}

/// Bounds the rows that are held in memory, and changed in one transaction.
struct RangeBounds: Hashable, Sendable {
    var rows = 1_000
    /// The bytes of the large columns; a single row may have more.
    var bytes = 4 << 20
}

extension StoreTable {
    /// The range that follows `key`, `nil` where no row does.
    func range(
        after key: RowKey?, within bounds: RangeBounds, on db: any Connection
    ) throws -> RowRange? {
        let rows = try db.query(
            selectWeights(after: key), (key ?? []) + [.integer(Int64(bounds.rows))])
        var bytes = 0
        var last: Row?
        for row in rows {
            bytes += try row.int("weight")
            if last != nil && bytes > bounds.bytes { break }
            last = row
        }
        return last.map { row in RowRange(after: key, through: order.map { row[$0] }) }
    }

    private func selectWeights(after key: RowKey?) -> String {
        let weights = large.map { "COALESCE(LENGTH(\($0)), 0)" }
        return """
            SELECT \(order.joined(separator: ", ")), \
            \(weights.isEmpty ? "0" : weights.joined(separator: " + ")) AS weight
            FROM \(name)
            \(key == nil ? "" : "WHERE \(tuple(order)) > \(binds(1...order.count))")
            ORDER BY \(order.joined(separator: ", "))
            LIMIT $\((key?.count ?? 0) + 1)
            """
    }

    /// The rows of a range, all columns, in order. The range may be one of the lead of the
    /// table's group.
    func rows(in range: RowRange, on db: any Connection) throws -> [Row] {
        try select(columns, in: range, on: db)
    }

    /// The places of the rows of a range, in order.
    func keys(in range: RowRange, on db: any Connection) throws -> [RowKey] {
        try select(order, in: range, on: db).map { row in order.map { row[$0] } }
    }

    private func select(
        _ selected: [String], in range: RowRange, on db: any Connection
    ) throws -> [Row] {
        let count = range.through.count
        let leading = Array(order.prefix(count))
        var condition = "\(tuple(leading)) <= \(binds(1...count))"
        if range.after != nil {
            condition += " AND \(tuple(leading)) > \(binds(count + 1...2 * count))"
        }
        let sql = """
            SELECT \(selected.joined(separator: ", "))
            FROM \(name)
            WHERE \(condition)
            ORDER BY \(order.joined(separator: ", "))
            """
        return try db.query(sql, range.through + (range.after ?? []))
    }

    private func tuple(_ columns: [String]) -> String {
        "(\(columns.joined(separator: ", ")))"
    }

    private func binds(_ numbers: ClosedRange<Int>) -> String {
        tuple(numbers.map { "$\($0)" })
    }
}
