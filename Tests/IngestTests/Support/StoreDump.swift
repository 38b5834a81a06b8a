import Hashing
import Storage

@testable import Ingest

/// All that a store holds, to be compared with another.
struct StoreDump: Equatable {
    /// By table, in the order of their keys, all columns.
    var rows: [String: [[SQLValue]]] = [:]
    var blobs: [Digest: [UInt8]] = [:]

    init(of store: Store) throws {
        rows = try store.database.read { db in
            try StoreTable.all.reduce(into: [:]) { rows, table in
                let selected = try db.query(
                    """
                    SELECT \(table.columns.joined(separator: ", "))
                    FROM \(table.name)
                    ORDER BY \(table.key.joined(separator: ", "))
                    """)
                rows[table.name] = selected.map { row in table.columns.map { row[$0] } }
            }
        }
        var digests: [Digest] = []
        try store.blobs.forEach { digest, _ in digests.append(digest) }
        for digest in digests {
            blobs[digest] = try store.blobs.open(digest).contents(maxBytes: 1 << 30)
        }
    }
}
