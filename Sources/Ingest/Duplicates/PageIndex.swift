internal import Hashing
internal import Storage
internal import Synchronization

/// The pages of all versions by their looks, in memory: what a page is near to is known at
/// once, exactly.
///
/// The table is the truth. The index is filled from it when it is first asked, and each
/// question first takes in what other processes added since. What was removed meanwhile is
/// found out by whoever looks an answer up, and let go by `remove(_:)`. Takes 80 bytes a page and
/// about 300 a version at the default radii. Safe from any thread.
final class PageIndex: Sendable {
    private let database: any Database
    private let settings: MatchSettings
    private let plain: HammingIndex
    private let moment: HammingIndex
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

    init(database: any Database, settings: MatchSettings = MatchSettings()) {
        self.database = database
        self.settings = settings
        plain = HammingIndex(searchedWithin: settings.plainRadius)
        moment = HammingIndex(searchedWithin: settings.momentRadius)
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

    /// Nothing is taken in before all is read: what fails is done again by the next who asks.
    private func fill(_ following: inout Following) throws {
        let now = database.now()
        let records = try IndexedRecord.all(in: database).sorted { $0.record < $1.record }
        let pages = try PageEntries(
            of: records, minInkShare: settings.minInkShare, in: database)
        add(records)
        insert(pages)
        following = Following(
            isFilled: true, since: now, nextWideLook: now + Self.wideInterval)
    }

    private func look(_ following: inout Following) throws {
        let now = database.now()
        let isWide = following.nextWideLook <= now
        let since = following.since - (isWide ? Self.wideOverlap : Self.overlap)
        try database.read { db in
            let records = try db.query(Self.selectSettled, [since]).map(IndexedRecord.init(row:))
            for start in stride(from: 0, to: records.count, by: PageEntries.batch) {
                try take(records[start..<min(start + PageEntries.batch, records.count)], on: db)
            }
        }
        following.since = now
        if isWide { following.nextWideLook = now + Self.wideInterval }
    }

    private static let selectSettled = """
        SELECT \(IndexedRecord.columns)
        FROM versions
        JOIN documents ON documents.id = versions.document_id
        WHERE versions.settled_at >= $1
            AND versions.record_id IS NOT NULL
        """

    /// Takes in those records that are not there yet, each in place of its version's old one.
    private func take(_ records: ArraySlice<IndexedRecord>, on db: any Connection) throws {
        let fresh = records.filter { !isKnown($0) }.sorted { $0.record < $1.record }
        let pages = try PageEntries(
            of: fresh[...], firstSlot: state.withLock { $0.records.count },
            minInkShare: settings.minInkShare, on: db)
        add(fresh)
        insert(pages)
    }

    private func isKnown(_ record: IndexedRecord) -> Bool {
        state.withLock { state in
            state.slots[record.version].map { state.records[$0] == record } ?? false
        }
    }

    /// Gives each record the next slot; called by whoever follows the table.
    private func add(_ records: [IndexedRecord]) {
        state.withLock { state in
            for record in records {
                state.slots[record.version] = state.records.count
                state.records.append(record)
            }
        }
    }

    private func insert(_ pages: PageEntries) {
        plain.insert(contentsOf: pages.plain)
        moment.insert(contentsOf: pages.moment)
    }

    /// Lets go of a record that its version shows no more; a newer one of the version stays.
    /// Its pages stay in memory and answer no question any more.
    func remove(_ record: IndexedRecord) {
        state.withLock { state in
            guard let slot = state.slots[record.version], state.records[slot] == record else {
                return
            }
            state.slots[record.version] = nil
        }
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
            let slot = PageEntries.slot(of: match.id)
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
