internal import Storage

/// Makes the rows of one database those of another.
///
/// Like rsync: range by range in the order of the keys, both sides are read and what differs
/// is written, a transaction a range. So it needs no memory of its own: wherever it
/// was stopped, the next run goes on.
struct RowCopy {
    let source: RowSource
    let target: any Database
    /// Throws where nothing may be written to the target any more; called in each
    /// transaction.
    let checkTarget: (any Connection) throws -> Void
    /// Throws where the copy is to stop.
    let checkStop: () throws -> Void
    var bounds = RangeBounds()
    /// Of each range in the target.
    var durability = Durability.durable

    /// What was done with a table.
    private struct Count {
        /// The rows of the source.
        var rows = 0
        /// Those of them that were not in the target yet, or other ones.
        var written = 0
    }

    /// Copies all tables, in the order of the result; `progress` is told of each range how many
    /// rows it had.
    func run(progress: (Int) -> Void) throws -> [MoveReport.Table] {
        for group in StoreTable.groups.reversed() { try removeWhatIsGone(from: group) }
        var counts: [String: Count] = [:]
        for group in StoreTable.groups { try copy(group, &counts, progress) }
        for table in StoreTable.all where table.isNumbered { try copyNumbering(of: table) }
        return StoreTable.all.map { table in
            let count = counts[table.name, default: Count()]
            return MoveReport.Table(name: table.name, rows: count.rows, written: count.written)
        }
    }

    // MARK: - Removing

    /// Deletes from the target what the source no longer has, in a reverse order, so that
    /// nothing is referred to that goes.
    private func removeWhatIsGone(from group: TableGroup) throws {
        var last: RowKey?
        while let range = try target.read({ db in
            try group.lead.range(after: last, within: bounds, on: db)
        }) {
            try checkStop()
            let wanted = Set(try source.read { db in try group.lead.keys(in: range, on: db) })
            let gone = try target.read { db in try group.lead.keys(in: range, on: db) }
                .filter { !wanted.contains($0) }
            if !gone.isEmpty { try remove(gone, from: group) }
            last = range.through
        }
    }

    private func remove(_ keys: [RowKey], from group: TableGroup) throws {
        try target.write(durability) { db in
            try checkTarget(db)
            try db.execute(db.dialect.deferConstraints)
            for table in group.tables.reversed() {
                for key in keys { try table.delete(key, on: db) }
            }
        }
    }

    // MARK: - Copying

    private func copy(
        _ group: TableGroup, _ counts: inout [String: Count], _ progress: (Int) -> Void
    ) throws {
        for table in group.tables { counts[table.name] = Count() }
        var last: RowKey?
        while let range = try source.read({ db in
            try group.lead.range(after: last, within: bounds, on: db)
        }) {
            try checkStop()
            let differences = try differences(of: group, in: range)
            if differences.contains(where: { !$0.isEmpty }) { try write(differences) }
            for difference in differences {
                counts[difference.table.name, default: Count()].rows += difference.rows
                counts[difference.table.name, default: Count()].written += difference.changed.count
            }
            progress(differences.map(\.rows).reduce(0, +))
            last = range.through
        }
    }

    private func differences(of group: TableGroup, in range: RowRange) throws -> [Difference] {
        let wanted = try source.read { db in
            try group.tables.map { try $0.rows(in: range, on: db) }
        }
        let present = try target.read { db in
            try group.tables.map { try $0.rows(in: range, on: db) }
        }
        return zip(group.tables, zip(wanted, present)).map { table, rows in
            Difference(of: table, wanted: rows.0, present: rows.1)
        }
    }

    private func write(_ differences: [Difference]) throws {
        try target.write(durability) { db in
            try checkTarget(db)
            try db.execute(db.dialect.deferConstraints)
            for difference in differences.reversed() {
                for key in difference.gone { try difference.table.delete(key, on: db) }
            }
            for difference in differences {
                try difference.table.upsert(difference.changed, on: db)
            }
        }
    }

    /// What makes the target's rows of a range those of the source.
    private struct Difference {
        let table: StoreTable
        /// How many the source has.
        let rows: Int
        /// Missing in the target, or other ones there.
        let changed: [Row]
        /// No longer in the source.
        let gone: [RowKey]

        init(of table: StoreTable, wanted: [Row], present: [Row]) {
            self.table = table
            rows = wanted.count
            func values(_ row: Row) -> [SQLValue] { table.columns.map { row[$0] } }
            func key(_ row: Row) -> RowKey { table.order.map { row[$0] } }
            var left = Dictionary(
                present.map { (key($0), values($0)) }, uniquingKeysWith: { first, _ in first })
            changed = wanted.filter { row in left.removeValue(forKey: key(row)) != values(row) }
            gone = Array(left.keys)
        }

        var isEmpty: Bool { changed.isEmpty && gone.isEmpty }
    }

    // MARK: - Numbering

    /// Lets the target go on numbering where the source is: a number is never given twice.
    private func copyNumbering(of table: StoreTable) throws {
        let last = try source.read { db in try table.lastNumber(on: db) }
        try target.write(durability) { db in
            try checkTarget(db)
            try table.raiseNumber(to: last, on: db)
        }
    }
}
