internal import Hashing
internal import Storage

/// One collection's way through the blobs that it removes, a durable transaction a step.
///
/// A blob is condemned in one step and removed in a later one: it is removed only when the
/// commit is on disk before which no row named it, and after which none can come to name it.
/// Used by one thread.
final class BlobRemoval {
    /// What came of a step.
    struct Outcome {
        var removed: [Digest] = []
        /// Whether the blobs that were offered are condemned now, but for those that rows name.
        var tookNext = false
    }

    private let database: any Database
    private let blobs: any BlobStore
    private let settings: CollectionSettings
    /// The collection's own, which is odd.
    let number: Int64
    /// What the next steps remove.
    private(set) var condemned: [Digest] = []
    private var condemnedAt = ContinuousClock.now

    /// Begins a collection; throws `CollectionError` where a backup or another one is running.
    init(database: any Database, blobs: any BlobStore, settings: CollectionSettings) throws {
        self.database = database
        self.blobs = blobs
        self.settings = settings
        number = try database.write { db in
            try CollectionLock.hold(on: db)
            let state = try CollectionState.find(on: db)
            let now = database.now()
            try state.requireSoleUse(at: now)
            if let end = try CondemnedBlobs(db: db).end(at: now) {
                throw CollectionError.collectionRunning(until: end)
            }
            try CondemnedBlobs(db: db).removeAll()
            try CollectionState.set(state.next, on: db)
            return state.next
        }
    }

    /// Removes blobs that are condemned, as many as the time of a step allows, and when none is
    /// left condemns those of `next` that no row names.
    ///
    /// Throws `CollectionError` where it may not go on: then `end()` is due. Any other error
    /// leaves the collection as if its process had died.
    func step(condemning next: [Digest]) throws -> Outcome {
        let start = ContinuousClock.now
        var (outcome, left) = (Outcome(), condemned)
        try database.write { db in
            try requireTurn(on: db)
            let named = try BlobReferences.named(among: condemned + next, on: db)
            outcome.removed = try remove(&left, except: named, since: start)
            try CondemnedBlobs(db: db).remove(Array(condemned.dropLast(left.count)))
            guard left.isEmpty else { return }
            left = next.filter { !named.contains($0) }
            try CondemnedBlobs(db: db).add(left, at: database.now())
            outcome.tookNext = true
        }
        condemned = left
        if outcome.tookNext { condemnedAt = start }
        return outcome
    }

    /// Ends the collection, and lets everybody trust again what is stored.
    ///
    /// Does nothing when another collection has begun.
    func end() throws {
        try database.write { db in
            try CollectionLock.hold(on: db)
            guard try CollectionState.find(on: db).number == number else { return }
            try CondemnedBlobs(db: db).removeAll()
            try CollectionState.set(number + 1, on: db)
        }
        condemned = []
    }

    private func requireTurn(on db: any Connection) throws {
        try CollectionLock.hold(on: db)
        let state = try CollectionState.find(on: db)
        guard state.number == number else { throw CollectionError.superseded }
        try state.requireSoleUse(at: database.now())
    }

    /// Removes blobs from the front of `list`; returns those that were removed.
    private func remove(
        _ list: inout [Digest], except named: Set<Digest>, since start: ContinuousClock.Instant
    ) throws -> [Digest] {
        var removed: [Digest] = []
        while !list.isEmpty && (removed.isEmpty || .now - start < settings.stepTime) {
            guard .now - condemnedAt < CondemnedBlobs.longestWait else {
                throw CollectionError.stalled
            }
            let together = list.prefix(Self.maxTogether)
            let unnamed = together.filter { !named.contains($0) }
            try blobs.remove(unnamed)
            removed += unnamed
            list.removeFirst(together.count)
        }
        return removed
    }

    /// How many blobs are removed between two looks at the clock. Neighbours share a folder, and
    /// so a sync; a bucket that hardly answers is done with so many long before the end of
    /// `CondemnedBlobs.term`.
    private static let maxTogether = 8
}
