internal import Dispatch
internal import Hashing
internal import Storage
internal import Synchronization

/// Hashes of pages on their way into a `PageIndex`.
///
/// An id is the slot of a record and the number of its page.
struct PageEntries: Sendable {
    private(set) var plain: [(hash: PageHash, id: UInt64)] = []
    /// Fewer, where an older revision read some pages.
    private(set) var moment: [(hash: PageHash, id: UInt64)] = []

    /// No document has more pages: `ReadingLimits.maxPages` cannot be set higher.
    private static let pageBits: UInt64 = 20

    /// The slot of the record that an id belongs to.
    static func slot(of id: UInt64) -> Int { Int(id >> pageBits) }

    /// Pages with less ink than `minInkShare` are left out. The first record has the slot
    /// `firstSlot`, the next the one after it.
    ///
    /// Ids ascend where the records are in the order of their names.
    init(
        of records: ArraySlice<IndexedRecord>, firstSlot: Int, minInkShare: Double,
        on db: any Connection
    ) throws {
        guard !records.isEmpty else { return }
        var slots: [String: Int] = [:]
        for (offset, record) in records.enumerated() { slots[record.record] = firstSlot + offset }
        let rows = try db.query(
            Self.selectPages(recordCount: records.count), [minInkShare] + records.map(\.record))
        var (record, slot) = ("", firstSlot)
        for row in rows {
            let name = try row.text("record_id")
            if name != record { (record, slot) = (name, slots[name] ?? firstSlot) }
            try append(row, slot: slot)
        }
    }

    /// Answered from the index `pages_hashes` alone.
    private static func selectPages(recordCount: Int) -> String {
        let places = (0..<recordCount).map { "$\($0 + 2)" }.joined(separator: ", ")
        return """
            SELECT record_id, number, hash, moment_hash
            FROM pages
            WHERE record_id IN (\(places))
                AND hash IS NOT NULL
                AND ink_share >= $1
            ORDER BY record_id, number
            """
    }

    private mutating func append(_ row: Row, slot: Int) throws {
        guard let hash = PageHash(bytes: try row.blob("hash")) else { return }
        let id = UInt64(slot) << Self.pageBits | UInt64(try row.int("number"))
        plain.append((hash, id))
        if let hash = try row.optionalBlob("moment_hash").flatMap({ PageHash(bytes: $0) }) {
            moment.append((hash, id))
        }
    }
}

extension PageEntries {
    /// How many records are read with one statement.
    static let batch = 256

    /// The pages of all these records, whose slots count from 0, read on as many connections
    /// as there are processors: a row takes longer to be taken over than to be found.
    init(
        of records: [IndexedRecord], minInkShare: Double, in database: any Database
    ) throws {
        let starts = Array(stride(from: 0, to: records.count, by: Self.batch))
        let gathered = Mutex(Gathered(parts: Array(repeating: nil, count: starts.count)))
        DispatchQueue.concurrentPerform(iterations: starts.count) { number in
            guard gathered.withLock({ $0.failure == nil }) else { return }
            let start = starts[number]
            let part = Result {
                try database.read { db in
                    try PageEntries(
                        of: records[start..<min(start + Self.batch, records.count)],
                        firstSlot: start, minInkShare: minInkShare, on: db)
                }
            }
            gathered.withLock { $0.put(part, at: number) }
        }
        self = try gathered.withLock { try $0.joined() }
    }

    /// What several threads have read.
    private struct Gathered {
        var parts: [PageEntries?]
        var failure: (any Error)?

        mutating func put(_ part: Result<PageEntries, any Error>, at number: Int) {
            switch part {
            case .success(let part): parts[number] = part
            case .failure(let error): failure = failure ?? error
            }
        }

        /// Lets go of each part as soon as it is taken over.
        mutating func joined() throws -> PageEntries {
            if let failure { throw failure }
            var all = PageEntries()
            all.plain.reserveCapacity(parts.reduce(0) { $0 + ($1?.plain.count ?? 0) })
            all.moment.reserveCapacity(parts.reduce(0) { $0 + ($1?.moment.count ?? 0) })
            for number in parts.indices {
                all.plain += parts[number]?.plain ?? []
                all.moment += parts[number]?.moment ?? []
                parts[number] = nil
            }
            return all
        }
    }

    private init() {}
}
