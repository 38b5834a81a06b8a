internal import Hashing
internal import Storage

/// Tells whether two databases hold the same rows.
struct RowComparison {
    let checkStop: () throws -> Void
    var bounds = RangeBounds()

    /// The tables whose rows are not the same in both databases, in the order of copying.
    ///
    /// Each database is read on one snapshot. `progress` is told how many rows were read.
    func differences(
        _ source: any Database, _ target: any Database, progress: (Int) -> Void
    ) throws -> [String] {
        let wanted = try source.read { db in try digests(on: db, progress) }
        let present = try target.read { db in try digests(on: db, progress) }
        return zip(StoreTable.all, zip(wanted, present)).filter { $0.1.0 != $0.1.1 }
            .map(\.0.name)
    }

    private func digests(
        on db: any Connection, _ progress: (Int) -> Void
    ) throws -> [Digest] {
        try StoreTable.all.map { table in
            var digest = RowDigest()
            var last: RowKey?
            while let range = try table.range(after: last, within: bounds, on: db) {
                try checkStop()
                let rows = try table.rows(in: range, on: db)
                for row in rows { digest.add(table.columns.map { row[$0] }) }
                progress(rows.count)
                last = range.through
            }
            return digest.value
        }
    }
}

/// A SHA-256 over rows, the same on both engines.
struct RowDigest {
    private var hash = SHA256()

    /// The digest of the rows so far.
    var value: Digest { hash.finalize() }

    /// Adds the values of a row; the same values in other columns give another digest.
    mutating func add(_ values: [SQLValue]) {
        for value in values { add(value) }
    }

    private mutating func add(_ value: SQLValue) {
        switch value {
        case .null: hash.update([0])
        case .integer(let number): add(1, number)
        case .real(let number): add(2, Int64(bitPattern: number.bitPattern))
        case .text(let text): add(3, Array(text.utf8))
        case .blob(let bytes): add(4, bytes)
        }
    }

    private mutating func add(_ kind: UInt8, _ bytes: [UInt8]) {
        add(kind, Int64(bytes.count))
        hash.update(bytes)
    }

    private mutating func add(_ kind: UInt8, _ number: Int64) {
        hash.update([kind] + withUnsafeBytes(of: number.littleEndian, Array.init))
    }
}
