internal import Hashing
internal import Storage

/// A column whose rows each name a blob, and the order in which they are walked.
struct BlobColumn: Sendable {
    let table: String
    /// The primary key: a text, and for some an integer.
    let key: [String]
    let digest: String
    /// Where the blob's size is counted.
    var byteCount: String?
    /// Which rows are walked; `nil` for all.
    var condition: String?

    /// Every column that names blobs. Whoever writes to one confirms the blob in the same
    /// transaction, see `BlobReferrals`; a migration that adds one adds it here and to
    /// `BlobReferences.all(in:)`.
    ///
    /// Rows that a worker is about to write are not walked: a draft's pictures may still be on
    /// their way to a bucket.
    static let all = [
        BlobColumn(
            table: "versions", key: ["id"], digest: "digest", byteCount: "byte_count"),
        BlobColumn(
            table: "pages", key: ["record_id", "number"], digest: "thumbnail",
            condition: """
                thumbnail IS NOT NULL
                    AND record_id IN (SELECT id FROM records WHERE finished_at IS NOT NULL)
                """),
        BlobColumn(table: "page_pictures", key: ["version_id", "number"], digest: "picture"),
        BlobColumn(
            table: "issued_files", key: ["id"], digest: "digest", byteCount: "byte_count"),
        BlobColumn(
            table: "organizations", key: ["id"], digest: "logo", condition: "logo IS NOT NULL"),
    ]

    /// The rows that follow one in the order of keys; from the first where `key` is `nil`.
    func rows(
        after key: [SQLValue]?, limit: Int, on db: any Connection
    ) throws -> [BlobRow] {
        let last = key.map { $0 as [any SQLBindable] } ?? []
        let follows = last.isEmpty ? nil : "\(tuple) > (\(Self.binds(from: 1, to: last.count)))"
        return try rows(where: follows, order: "ASC", limit: limit, last, on: db)
    }

    /// The rows with the greatest keys, which are the newest, for names begin with a time.
    func newestRows(limit: Int, on db: any Connection) throws -> [BlobRow] {
        try rows(where: nil, order: "DESC", limit: limit, [], on: db)
    }

    /// The row with a key; `nil` where it is gone.
    func row(_ key: [SQLValue], on db: any Connection) throws -> BlobRow? {
        try rows(
            where: "\(tuple) = (\(Self.binds(from: 1, to: key.count)))", order: "ASC", limit: 1,
            key, on: db
        ).first
    }

    private var tuple: String { "(\(key.joined(separator: ", ")))" }

    private static func binds(from first: Int, to last: Int) -> String {
        (first...last).map { "$\($0)" }.joined(separator: ", ")
    }

    private func rows(
        where place: String?, order: String, limit: Int, _ binds: [any SQLBindable],
        on db: any Connection
    ) throws -> [BlobRow] {
        let conditions = [place, condition].compactMap { $0 }.joined(separator: " AND ")
        let columns = key + ["\(digest) AS digest"] + (byteCount.map { ["\($0) AS bytes"] } ?? [])
        let sql = """
            SELECT \(columns.joined(separator: ", "))
            FROM \(table)
            \(conditions.isEmpty ? "" : "WHERE \(conditions)")
            ORDER BY \(key.map { "\($0) \(order)" }.joined(separator: ", "))
            LIMIT \(limit)
            """
        return try db.query(sql, binds).compactMap { row in
            guard let digest = Digest(hex: try row.text("digest")) else { return nil }
            return BlobRow(
                column: self, key: key.map { row[$0] }, digest: digest,
                byteCount: byteCount == nil ? nil : try row.int("bytes"))
        }
    }
}

/// A row that names a blob.
struct BlobRow: Sendable {
    let column: BlobColumn
    let key: [SQLValue]
    let digest: Digest
    /// What the row counts; `nil` where it counts nothing.
    let byteCount: Int?

    /// Table and key, for an operator.
    var name: String {
        let values = key.map { value in
            switch value {
            case .text(let text): text
            case .integer(let number): "\(number)"
            default: "?"
            }
        }
        return "\(column.table) \(values.joined(separator: " "))"
    }

    /// Which invariant the blobs break with this row; `nil` for none.
    func violation(in blobs: any BlobStore) throws -> StoreInvariant? {
        guard let stored = try blobs.byteCount(of: digest) else { return .rowsHaveBlobs }
        guard let byteCount else { return nil }
        return stored == byteCount ? nil : .bytesAreCounted
    }
}
