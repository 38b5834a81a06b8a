internal import Hashing
internal import Storage

/// Removes the blobs that no row names, beside anything else that uses the store.
///
/// Nothing that a row names is ever removed, in whatever moment this process or another one
/// dies; see `docs/decisions/0016-collecting-unused-blobs.md`.
public struct BlobCollection {
    /// What was removed, or would be.
    public struct Report: Hashable, Sendable {
        public var blobs = 0
        public var bytes = 0
        /// Blobs that no row names and that are younger than the grace period.
        public var younger = 0
        /// Files of links that have expired, whose blobs nothing else kept.
        public var endedFiles = 0
        /// Uploads that died before their end.
        public var abandonedUploads = 0
    }

    /// How far a collection is.
    public enum Progress: Sendable {
        /// So many more blobs were looked at.
        case looked(Int)
        /// So many are to be removed.
        case found(Int)
        /// So many more are removed, or turned out to be in use.
        case settled(Int)
    }

    private struct Candidate {
        let digest: Digest
        let byteCount: Int
    }

    private let store: Store
    private let settings: CollectionSettings
    private let isStopped: () -> Bool
    private let progress: (Progress) -> Void

    /// `isStopped` is asked between steps whether to stop; both closures are called on the
    /// thread that runs the collection.
    public init(
        store: Store, settings: CollectionSettings = CollectionSettings(),
        isStopped: @escaping () -> Bool = { false },
        progress: @escaping (Progress) -> Void = { _ in }
    ) {
        self.store = store
        self.settings = settings
        self.isStopped = isStopped
        self.progress = progress
    }

    /// Says what `run()` would remove, and changes nothing. What only expired files keep is not
    /// among the blobs.
    public func preview() throws -> Report {
        var report = Report()
        let candidates = try candidates(&report)
        report.blobs = candidates.count
        report.bytes = candidates.reduce(0) { $0 + $1.byteCount }
        report.endedFiles = try store.database.read { db in
            try EndedReferences.count(at: store.database.now(), on: db)
        }
        return report
    }

    /// Removes what has ended, then every blob that no row names and that is old enough.
    ///
    /// Throws `CollectionError` where a backup or another collection is in the way, and
    /// `StorageError` where the store fails. What was removed until then stays removed.
    public func run() throws -> Report {
        var report = Report()
        report.endedFiles = try removeEndedRows()
        report.abandonedUploads = try store.blobs.removeAbandonedUploads(
            olderThan: settings.grace)
        let candidates = try candidates(&report)
        progress(.found(candidates.count))
        if !candidates.isEmpty { try remove(candidates, &report) }
        return report
    }

    private func removeEndedRows() throws -> Int {
        try store.database.write { db in
            let now = store.database.now()
            try CollectionState.find(on: db).requireSoleUse(at: now)
            return try EndedReferences.remove(at: now, on: db)
        }
    }

    // MARK: - Finding

    /// The blobs that no row names and that are old enough, ascending.
    private func candidates(_ report: inout Report) throws -> [Candidate] {
        let named = try BlobReferences.all(in: store.database)
        let newest = store.database.now() - settings.grace
        var candidates: [Candidate] = []
        var younger = 0
        try store.blobs.forEach { digest, byteCount in
            if isStopped() { throw CollectionError.interrupted }
            progress(.looked(1))
            guard named[digest] == nil, let moment = try store.blobs.modifiedAt(of: digest) else {
                return
            }
            if moment <= newest {
                candidates.append(Candidate(digest: digest, byteCount: byteCount))
            } else {
                younger += 1
            }
        }
        report.younger = younger
        return candidates
    }

    // MARK: - Removing

    private func remove(_ candidates: [Candidate], _ report: inout Report) throws {
        let removal = try BlobRemoval(
            database: store.database, blobs: store.blobs, settings: settings)
        do {
            try remove(candidates, with: removal, &report)
        } catch let error as CollectionError {
            try removal.end()
            throw error
        }
        try removal.end()
    }

    private func remove(
        _ candidates: [Candidate], with removal: BlobRemoval, _ report: inout Report
    ) throws {
        let sizes = Dictionary(
            candidates.map { ($0.digest, $0.byteCount) }, uniquingKeysWith: { first, _ in first })
        var waiting = candidates[...]
        while !waiting.isEmpty || !removal.condemned.isEmpty {
            if isStopped() { throw CollectionError.interrupted }
            let next = waiting.prefix(settings.blobsPerStep).map(\.digest)
            let before = waiting.count + removal.condemned.count
            let outcome = try removal.step(condemning: next)
            if outcome.tookNext { waiting = waiting.dropFirst(next.count) }
            report.blobs += outcome.removed.count
            report.bytes += outcome.removed.reduce(0) { $0 + sizes[$1, default: 0] }
            progress(.settled(before - waiting.count - removal.condemned.count))
        }
    }
}
