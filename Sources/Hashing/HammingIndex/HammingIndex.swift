import Synchronization

/// All page hashes near a given one, from memory, exactly as a look at each of them finds.
///
/// Safe from any thread. A search sees the index as it was at one moment and waits for
/// writers only while they swap references or mark a removal, microseconds; writers
/// wait for one another, and an insertion that fills the newest segment pays for filing
/// it (a log-structured merge: P. O'Neil et al., Acta Informatica 33, 1996).
///
/// Memory: 40 bytes an entry, 64 to 72 more for the directory that narrow searches go by,
/// and a bit an entry where some were removed. A merge holds old and new at once, at most
/// 8 million entries of each.
public final class HammingIndex: Sendable {
    /// Guards nothing but the order of writers.
    private let writers = Mutex(())
    /// Held for moments only: to take a copy or to put a change in.
    private let current: Mutex<HammingSnapshot>
    private let recentCapacity: Int
    private let hasDirectories: Bool

    /// An index without entries, for searches of any radius.
    public convenience init() {
        self.init(recentCapacity: Self.defaultRecentCapacity)
    }

    /// An index without entries that is searched within `radius`.
    ///
    /// Where a search so wide looks at every entry, there is no directory. Other radii are
    /// answered as well, only slower than they could be.
    public convenience init(searchedWithin radius: Int) {
        self.init(
            recentCapacity: Self.defaultRecentCapacity,
            hasDirectories: radius <= ProbePlan.widestRadius)
    }

    /// An index that files its newest entries when there are so many.
    ///
    /// All of them are compared with at every search, which takes some 8 microseconds
    /// for 8,192.
    init(recentCapacity: Int, hasDirectories: Bool = true) {
        self.recentCapacity = recentCapacity
        self.hasDirectories = hasDirectories
        current = Mutex(
            HammingSnapshot(recentCapacity: recentCapacity, hasDirectories: hasDirectories))
    }

    private static let defaultRecentCapacity = 8_192

    /// An index of many entries, built on all processors.
    public convenience init(_ entries: some Collection<(hash: PageHash, id: UInt64)>) {
        self.init()
        insert(contentsOf: entries)
    }

    /// The number of entries.
    public var count: Int { current.withLock { $0.count } }

    /// The bytes of all arrays together.
    public var byteCount: Int { current.withLock { $0.byteCount } }

    /// The entries at most `radius` bits from `hash`, nearest first.
    ///
    /// Equal distances are ordered by id. A negative radius finds nothing. Up to a
    /// radius of about 50 this takes a small part of the time of looking at every
    /// entry; beyond, all are looked at, on all processors.
    public func matches(of hash: PageHash, within radius: Int) -> [HammingMatch] {
        matches(of: [hash], within: radius)[0]
    }

    /// The entries at most `radius` bits from each of `hashes`: a list for each, as
    /// `matches(of:within:)` gives it, all as the index was at one moment.
    ///
    /// Where all entries must be looked at, they are brought from memory once.
    public func matches(of hashes: [PageHash], within radius: Int) -> [[HammingMatch]] {
        guard radius >= 0 else { return hashes.map { _ in [] } }
        let snapshot = current.withLock { $0 }
        let radius = min(radius, PageHash.bitCount)
        return snapshot.matches(hashes.map { HammingQuery(hash: $0, radius: radius) })
    }

    /// Adds an entry; one that had the id is replaced.
    public func insert(_ hash: PageHash, id: UInt64) {
        writers.withLock { _ in
            if current.withLock({ $0.isRecentFull }) {
                let filed = current.withLock { $0 }.filingRecent()
                publish(filed.compacted() ?? filed)
            }
            current.withLock { $0.insert(hash, id: id) }
        }
    }

    /// Adds many entries, which costs far less than one by one; entries that had the ids
    /// are replaced, and of entries with one id the last remains.
    ///
    /// A search meanwhile sees all of them or none if they are more than a few thousand.
    public func insert(contentsOf entries: some Collection<(hash: PageHash, id: UInt64)>) {
        guard entries.count > recentCapacity else {
            for entry in entries { insert(entry.hash, id: entry.id) }
            return
        }
        writers.withLock { _ in
            var builder = SegmentBuilder(
                capacity: entries.count, hasDirectories: hasDirectories)
            for entry in entries { builder.append(entry.hash, id: entry.id) }
            // Recent ids are in no order; looking for each among them would take long.
            var next = current.withLock { $0 }.filingRecent()
            if next.count > 0 { for entry in entries { _ = next.remove(entry.id) } }
            next.segments += builder.segments()
            publish(next.compacted() ?? next)
        }
    }

    /// Removes an entry; returns whether there was one.
    @discardableResult
    public func remove(id: UInt64) -> Bool {
        writers.withLock { _ in
            let isRemoved = current.withLock { $0.remove(id) }
            if isRemoved, let compacted = current.withLock({ $0 }).compacted() {
                publish(compacted)
            }
            return isRemoved
        }
    }

    /// What the last reader of it leaves is freed here or there, never under the lock.
    private func publish(_ next: HammingSnapshot) {
        _ = current.withLock { snapshot in
            let old = snapshot
            snapshot = next
            return old
        }
    }
}
