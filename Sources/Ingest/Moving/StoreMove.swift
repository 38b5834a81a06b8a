internal import Hashing
internal import Storage
internal import Worker

/// Copies a whole store, rows and blobs, to another place; the source stays as it is, except that
/// it collects no blobs any more when only its rows have left.
///
/// Resumable at every point and verified at the end; see
/// `docs/decisions/0009-moving-a-store.md`.
public struct StoreMove: Sendable {
    private let source: Store
    private let plan: MovePlan
    private let settings: MoveSettings
    private let isStopped: @Sendable () -> Bool
    private let progress: @Sendable (CopyProgress) -> Void

    /// `source` is the open store of the plan. `isStopped` is asked often whether to stop, and
    /// `progress` is told how far the move is, both on any thread.
    public init(
        _ plan: MovePlan, from source: Store, settings: MoveSettings = MoveSettings(),
        isStopped: @escaping @Sendable () -> Bool = { false },
        progress: @escaping @Sendable (CopyProgress) -> Void = { _ in }
    ) {
        self.plan = plan
        self.source = source
        self.settings = settings
        self.isStopped = isStopped
        self.progress = progress
    }

    /// Moves what the last run left; whether the target may be used is in the report.
    ///
    /// Throws `MoveError` where the move is refused or was stopped, `StorageError` where a
    /// side fails. What was copied until then stays, and the target cannot be opened before
    /// another run ends.
    public func run() throws -> MoveReport {
        try refuseWhileWorkersRun()
        let engines = StoreEngines(location: plan.target, settings: source.settings)
        let rows = plan.movesRows ? try RowTarget(engines, mark: .move(of: source.identity)) : nil
        let blobs = plan.movesBlobs ? try engines.openBlobs() : nil
        var report = MoveReport()
        if let rows { try copy(to: rows, &report) }
        if let blobs { try copy(to: blobs, &report) }
        if let rows { try compare(with: rows, &report) }
        if let blobs { try compare(with: blobs, &report) }
        guard report.isFinished else { return report }
        if rows != nil && blobs == nil { try forbidCollections() }
        try rows?.finish()
        return report
    }

    /// The only change to the source: it does not know which of the files the target's rows name
    /// from now on.
    private func forbidCollections() throws {
        try source.database.write { db in try CollectionState.forbid(on: db) }
    }

    private func refuseWhileWorkersRun() throws {
        let now = source.database.now()
        let workers = try source.database.read { db in
            try db.query(Self.selectWorkers, [now]).map { try $0.text("worker") }
        }
        guard !workers.isEmpty else { return }
        throw MoveError(
            .sourceInUse,
            "Documents of the store are being read by \(workers.joined(separator: ", ")).",
            remedy: "Stop these workers, then run `muniment move` again.")
    }

    private static let selectWorkers = """
        SELECT DISTINCT worker
        FROM jobs
        WHERE state = 'running'
            AND lease_until > $1
        ORDER BY worker
        LIMIT 20
        """

    private func checkStop() throws {
        guard isStopped() else { return }
        throw MoveError(
            .interrupted, "Interrupted: what was copied so far stays in the target.",
            remedy: "Run the same `muniment move` again to go on.")
    }

    // MARK: - Rows

    private func copy(to target: RowTarget, _ report: inout MoveReport) throws {
        let rows = RowSource.database(source.database)
        progress(.began(.rows, total: try rows.rowCount()))
        let copy = RowCopy(
            source: rows, target: target.database, checkTarget: target.check,
            checkStop: checkStop, bounds: settings.ranges)
        report.tables = try copy.run { progress(.advanced(by: $0)) }
        progress(.ended(.rows))
    }

    private func compare(with target: RowTarget, _ report: inout MoveReport) throws {
        progress(.began(.comparison, total: 2 * report.rows))
        let comparison = RowComparison(checkStop: checkStop, bounds: settings.ranges)
        report.changed += try comparison.differences(source.database, target.database) {
            progress(.advanced(by: $0))
        }
        progress(.ended(.comparison))
    }

    // MARK: - Blobs

    private func copy(to target: any BlobStore, _ report: inout MoveReport) throws {
        let extent = try StoreVerification(store: source).extent()
        progress(.began(.blobs, total: extent.bytes))
        let isTrusted = plan.target.blobs != nil
        let copy = BlobCopy(
            from: source.blobs, to: target, streams: settings.blobStreams,
            trusts: { _ in isTrusted }, checkStop: checkStop,
            progress: { progress(.advanced(by: $0)) })
        // Read before the listing: a blob is there before the row that names it.
        let references = try BlobReferences.all(in: source.database)
        let outcome = try copy.run()
        report.blobs = outcome.count
        report.damaged = .of(outcome.damaged, references)
        progress(.ended(.blobs))
        try compareReferences(references, with: target, &report)
    }

    /// Finds what rows name and the target has not got.
    private func compareReferences(
        _ references: [Digest: StoreVerification.Use], with target: any BlobStore,
        _ report: inout MoveReport
    ) throws {
        let present = try target.sizes()
        let damaged = Set(report.damaged.map(\.digest))
        let missing = references.keys.filter { present[$0] == nil && !damaged.contains($0) }
        report.missing = .of(missing, references)
    }

    /// Finds what came into the source after it was listed.
    private func compare(with target: any BlobStore, _ report: inout MoveReport) throws {
        let present = try target.sizes()
        let known = Set((report.damaged + report.missing).map(\.digest))
        var isChanged = false
        try source.blobs.forEach { digest, size in
            if present[digest] != size && !known.contains(digest) { isChanged = true }
        }
        if isChanged { report.changed.append("blobs") }
    }
}
