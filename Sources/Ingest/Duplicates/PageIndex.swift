internal import Hashing
internal import Storage
internal import Synchronization

/// The pages of all versions by their looks, in memory: what a page is near to is known at
/// once, exactly.
///
/// The table is the truth. The index is filled from it when it is first asked, and each
/// question first takes in what other processes added since. What was removed meanwhile is
/// found out by whoever looks an answer up, and let go by `remove(_:)`. Takes about 230 bytes a
/// page and 300 a version. Safe from any thread.
final class PageIndex: Sendable {
    private let database: any Database
    private let settings: MatchSettings
    private let plain = HammingIndex()
    private let moment = HammingIndex()
    private let state = Mutex(State())
    /// Held while the table is read, so that of several that ask one does it.
    private let following = Mutex(Following())

    private struct State {
        /// What was taken in, by slot; a slot is never used again.
        var records: [IndexedRecord] = []
        var slots: [VersionID: Int] = [:]
    }

    /// How far the table was read.
    private struct Following {
        var isFilled = false
        /// The moment of settling up to which all is known, but for commits on their way.
        var since = Timestamp(microseconds: 0)
        /// When the wide look is due.
        var nextWideLook = Timestamp(microseconds: 0)
    }

    /// What a look covers again: commits are not seen in the order of their clocks.
    private static let overlap: Duration = .seconds(5)
    /// The same for the look that is made now and then, for commits that were held up.
    private static let wideOverlap: Duration = .seconds(900)
    private static let wideInterval: Duration = .seconds(60)

    /// How many records are read with one statement.
    private static let batch = 256

    /// No document has more pages: `ReadingLimits.maxPages` cannot be set higher.
    private static let pageBits: UInt64 = 20

    init(database: any Database, settings: MatchSettings = MatchSettings()) {
        self.database = database
        self.settings = settings
    }

    /// The number of pages that are in it now.
    var pageCount: Int { plain.count }

    // MARK: - Following the table

    /// Takes in what is in the table and not in the index.
    func follow() throws {
        try following.withLock { following in
            if following.isFilled {
                try look(&following)
            } else {
                try fill(&following)
            }
        }
    }

    private func fill(_ following: inout Following) throws {
        let now = database.now()
        var last = ""
        while true {
            let records = try database.read { db in
                let records = try db.query(Self.selectAfter, [last, Self.batch])
                    .map(IndexedRecord.init(row:))
                try take(records, on: db)
                return records
            }
            guard let end = records.last else { break }
            last = end.version.text
        }
        following = Following(
            isFilled: true, since: now, nextWideLook: now + Self.wideInterval)
    }

    private func look(_ following: inout Following) throws {
        let now = database.now()
        let isWide = following.nextWideLook <= now
        let since = following.since - (isWide ? Self.wideOverlap : Self.overlap)
        try database.read { db in
            let records = try db.query(Self.selectSettled, [since]).map(IndexedRecord.init(row:))
            for start in stride(from: 0, to: records.count, by: Self.batch) {
                try take(Array(records[start..<min(start + Self.batch, records.count)]), on: db)
            }
        }
        following.since = now
        if isWide { following.nextWideLook = now + Self.wideInterval }
    }

    private static let selectAfter = """
        SELECT \(IndexedRecord.columns)
        FROM versions
        JOIN documents ON documents.id = versions.document_id
        WHERE versions.id > $1
            AND versions.record_id IS NOT NULL
        ORDER BY versions.id
        LIMIT $2
        """

    private static let selectSettled = """
        SELECT \(IndexedRecord.columns)
        FROM versions
        JOIN documents ON documents.id = versions.document_id
        WHERE versions.settled_at >= $1
            AND versions.record_id IS NOT NULL
        """

    /// Takes in those records that are not there yet, each in place of its version's old one.
    private func take(_ records: [IndexedRecord], on db: any Connection) throws {
        let fresh = records.filter { !isKnown($0) }
        let pages = try IndexedPage.all(
            of: fresh.map(\.record), minInkShare: settings.minInkShare, on: db)
        let pagesOfRecord = Dictionary(grouping: pages, by: \.record)
        var plain: [(hash: PageHash, id: UInt64)] = []
        var moment: [(hash: PageHash, id: UInt64)] = []
        for record in fresh {
            remove(record.version)
            let slot = add(record)
            for page in pagesOfRecord[record.record] ?? [] {
                let id = UInt64(slot) << Self.pageBits | UInt64(page.number)
                plain.append((page.plain, id))
                if let hash = page.moment { moment.append((hash, id)) }
            }
        }
        self.plain.insert(contentsOf: plain)
        self.moment.insert(contentsOf: moment)
    }

    private func isKnown(_ record: IndexedRecord) -> Bool {
        state.withLock { state in
            state.slots[record.version].map { state.records[$0] == record } ?? false
        }
    }

    private func add(_ record: IndexedRecord) -> Int {
        state.withLock { state in
            state.records.append(record)
            state.slots[record.version] = state.records.count - 1
            return state.records.count - 1
        }
    }

    /// Lets go of a version that is gone or was read anew. Its pages stay in memory and
    /// answer no question any more.
    func remove(_ version: VersionID) {
        state.withLock { state in state.slots[version] = nil }
    }

    // MARK: - Questions

    /// How near a version's pages come to those that were asked about.
    struct Candidate: Hashable, Sendable {
        let record: IndexedRecord
        /// The nearness (0…1) of the best page for each page that was asked about, summed.
        let nearness: Double
    }

    /// How many pages are asked about together: bounds the memory for their answers.
    private static let pagesPerQuestion = 32

    /// The versions of an organization with pages near these, best first; of equally near ones
    /// the oldest first.
    ///
    /// At most `MatchSettings.maxCandidates`. What the table no longer has may be among them.
    /// `checkStop` is called between batches of pages; what it throws is thrown on.
    func candidates(
        near pages: [PageSignature], in organization: OrganizationID,
        except version: VersionID?, checkStop: () throws -> Void = {}
    ) throws -> [Candidate] {
        try follow()
        let asked = pages.filter { $0.inkShare >= settings.minInkShare }
        var nearness: [Int: Double] = [:]
        for start in stride(from: 0, to: asked.count, by: Self.pagesPerQuestion) {
            try checkStop()
            let batch = asked[start..<min(start + Self.pagesPerQuestion, asked.count)]
            add(nearnessOfSlots(to: Array(batch)), to: &nearness)
        }
        return ranked(nearness, in: organization, except: version)
    }

    private func add(_ more: [[Int: Double]], to sum: inout [Int: Double]) {
        for slots in more {
            for (slot, value) in slots { sum[slot, default: 0] += value }
        }
    }

    /// For each page the nearest page of each slot, by whichever hash finds it nearer.
    private func nearnessOfSlots(to pages: [PageSignature]) -> [[Int: Double]] {
        let byPlain = plain.matches(of: pages.map(\.plain), within: settings.plainRadius)
        let byMoment = moment.matches(of: pages.map(\.moment), within: settings.momentRadius)
        return zip(byPlain, byMoment).map { plain, moment in
            var best: [Int: Double] = [:]
            note(plain, within: settings.plainRadius, in: &best)
            note(moment, within: settings.momentRadius, in: &best)
            return best
        }
    }

    private func note(
        _ matches: [HammingMatch], within radius: Int, in best: inout [Int: Double]
    ) {
        for match in matches {
            let slot = Int(match.id >> Self.pageBits)
            let nearness = 1 - Double(match.distance) / Double(radius + 1)
            best[slot] = max(best[slot] ?? 0, nearness)
        }
    }

    private func ranked(
        _ nearness: [Int: Double], in organization: OrganizationID, except version: VersionID?
    ) -> [Candidate] {
        let found = state.withLock { state in
            nearness.compactMap { slot, sum -> Candidate? in
                let record = state.records[slot]
                guard state.slots[record.version] == slot, record.version != version,
                    record.organization == organization
                else { return nil }
                return Candidate(record: record, nearness: sum)
            }
        }
        let sorted = found.sorted {
            ($1.nearness, $0.record.version) < ($0.nearness, $1.record.version)
        }
        return Array(sorted.prefix(settings.maxCandidates))
    }
}
