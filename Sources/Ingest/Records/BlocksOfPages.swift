internal import PDF
internal import Storage

/// The blocks of a record's pages in order, fetched some pages at a time.
///
/// Ends early at an error, which `error` then holds. A page that failed has none.
final class BlocksOfPages: Sequence, IteratorProtocol {
    private let record: String
    private let db: any Connection
    private var fetched: ArraySlice<Row> = []
    private var nextPage = 0
    private(set) var error: (any Error)?

    /// How many pages are fetched together.
    private static let batch = 64

    /// Reads through `db`, which must stay lent for as long as this is used.
    init(record: String, on db: any Connection) {
        self.record = record
        self.db = db
    }

    func next() -> [Block]? {
        do {
            if fetched.isEmpty { try fetch() }
            guard let row = fetched.popFirst() else { return nil }
            guard let layout = try row.optionalBlob("layout") else { return [] }
            return try PageLayout.blocks(decoding: layout)
        } catch {
            self.error = error
            return nil
        }
    }

    private func fetch() throws {
        let rows = try db.query(Self.selectLayouts, [record, nextPage, Self.batch])
        nextPage = try rows.last.map { try $0.int("number") + 1 } ?? nextPage
        fetched = rows[...]
    }

    private static let selectLayouts = """
        SELECT number, layout
        FROM pages
        WHERE record_id = $1
            AND number >= $2
        ORDER BY number
        LIMIT $3
        """
}
