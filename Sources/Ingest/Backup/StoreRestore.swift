internal import Foundation
internal import Hashing
internal import Storage

/// Makes a store of a backup, on any engine.
///
/// Nothing is believed: the rows and every blob are hashed. The target is marked until the end,
/// as that of a move is, so that nobody opens a part of it; a restore that was stopped or killed
/// is gone on with by the next.
public struct StoreRestore: Sendable {
    private let path: String
    private let target: StoreLocation
    private let settings: RestoreSettings
    private let isStopped: @Sendable () -> Bool
    private let progress: @Sendable (CopyProgress) -> Void

    /// `path` is the folder of the backup. `isStopped` is asked often whether to stop, and
    /// `progress` is told how far the restore is, both on any thread.
    public init(
        of path: String, to target: StoreLocation, settings: RestoreSettings = RestoreSettings(),
        isStopped: @escaping @Sendable () -> Bool = { false },
        progress: @escaping @Sendable (CopyProgress) -> Void = { _ in }
    ) {
        self.path = path
        self.target = target
        self.settings = settings
        self.isStopped = isStopped
        self.progress = progress
    }

    /// Restores what the last run left; whether the target may be used is in the report.
    ///
    /// Throws `BackupError` for a backup that is refused, and before anything is changed;
    /// `MoveError` for a target that is in use, `StorageError` where a side fails.
    public func run() throws -> RestoreReport {
        let folder = try BackupFolder(reading: path)
        let manifest = try requireManifest(of: folder)
        try refuseSameFolder()
        try manifest.requireKnownSchema()
        try folder.requireRows(of: manifest)
        let rows = try RestoredRows(of: folder.rowsPath(of: manifest), besides: target)
        var report = RestoreReport()
        report.takenAt = manifest.takenAt
        let blobs = try folder.openBlobs()
        let references = try BlobReferences.all(in: rows.database)
        let present = try blobs.sizes()
        report.missing = .of(references.keys.filter { present[$0] == nil }, references)
        guard mayGoOn(report) else { return report }
        try restore(rows.database, blobs, references, as: manifest.store, &report)
        return report
    }

    private func mayGoOn(_ report: RestoreReport) -> Bool {
        report.isBackupSound || settings.acceptsMissingBlobs
    }

    private func requireManifest(of folder: BackupFolder) throws -> BackupManifest {
        if let manifest = try folder.manifest() { return manifest }
        throw BackupError(
            .unfinished, "The backup in this folder was not finished: it has no manifest.",
            remedy: "Run the `muniment backup` again that was interrupted, or name another folder.")
    }

    private func refuseSameFolder() throws {
        guard MovePlan.isSame(path, target.folder) else { return }
        throw MoveError(
            .badTarget, "The target is the folder of the backup itself.",
            remedy: "Name another place with --data.")
    }

    private func checkStop() throws {
        guard isStopped() else { return }
        throw BackupError(
            .interrupted, "Interrupted: what was restored so far stays in the target.",
            remedy: "Run the same `muniment restore` again to go on.")
    }

    // MARK: - Copying

    /// Blobs come first: a damaged one is found before hours of rows.
    private func restore(
        _ rows: any Database, _ blobs: FileBlobStore,
        _ references: [Digest: StoreVerification.Use], as store: String,
        _ report: inout RestoreReport
    ) throws {
        let engines = StoreEngines(location: target, settings: settings.store)
        let rowTarget = try RowTarget(engines, mark: .restore(of: store))
        try copy(blobs, to: try engines.openBlobs(), references, &report)
        guard mayGoOn(report) else { return }
        report.tables = try copy(rows, to: rowTarget)
        try compare(rows, with: rowTarget, count: report.rows)
        try rowTarget.finish()
        report.isFinished = true
    }

    private func copy(
        _ blobs: FileBlobStore, to target: any BlobStore,
        _ references: [Digest: StoreVerification.Use], _ report: inout RestoreReport
    ) throws {
        let total = try blobs.sizes().values.reduce(0, +)
        progress(.began(.blobs, total: total))
        let isTrusted = self.target.blobs != nil
        let copy = BlobCopy(
            from: blobs, to: target, wanted: Set(references.keys), streams: settings.blobStreams,
            trusts: { _ in isTrusted }, checkStop: checkStop,
            progress: { [progress] in progress(.advanced(by: $0)) })
        let outcome = try copy.run()
        progress(.ended(.blobs))
        report.blobs = outcome.count
        report.damaged = .of(outcome.damaged, references)
        report.missing = .of(outcome.missing, references)
    }

    private func copy(_ rows: any Database, to target: RowTarget) throws -> [MoveReport.Table] {
        let source = RowSource.database(rows)
        progress(.began(.rows, total: try source.rowCount()))
        let copy = RowCopy(
            source: source, target: target.database, checkTarget: target.check,
            checkStop: checkStop)
        let tables = try copy.run { progress(.advanced(by: $0)) }
        progress(.ended(.rows))
        return tables
    }

    private func compare(_ rows: any Database, with target: RowTarget, count: Int) throws {
        progress(.began(.comparison, total: 2 * count))
        let differences = try RowComparison(checkStop: checkStop)
            .differences(rows, target.database) { progress(.advanced(by: $0)) }
        progress(.ended(.comparison))
        guard let table = differences.first else { return }
        throw StorageError(
            .corrupt,
            "The restored rows of \(table) are not those of the backup. Restore into another place."
        )
    }
}
