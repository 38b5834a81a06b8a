internal import Foundation
internal import Hashing
internal import Storage

/// Copies a store that is in use into a folder, as it is at one moment.
///
/// First the rows, on one snapshot, then the blobs that they name and that the folder does not
/// have yet, each hashed on its way, and a manifest last. Until the manifest is replaced the
/// folder holds the backup that was there before, if there was one; a run that was stopped or
/// killed is gone on with by the next.
public struct StoreBackup: Sendable {
    private let store: Store
    private let path: String
    private let settings: BackupSettings
    private let isStopped: @Sendable () -> Bool
    private let progress: @Sendable (CopyProgress) -> Void

    /// `isStopped` is asked often whether to stop, and `progress` is told how far the backup is,
    /// both on any thread.
    public init(
        of store: Store, to path: String, settings: BackupSettings,
        isStopped: @escaping @Sendable () -> Bool = { false },
        progress: @escaping @Sendable (CopyProgress) -> Void = { _ in }
    ) {
        self.store = store
        self.path = path
        self.settings = settings
        self.isStopped = isStopped
        self.progress = progress
    }

    /// Makes the backup, and returns after it is durable.
    ///
    /// Damage to blobs of the store is in the report and stops nothing. Throws `BackupError`
    /// where the backup is refused or was stopped, `StorageError` where a side fails.
    public func run() throws -> BackupReport {
        let folder = try BackupFolder(writing: path)
        let earlier = try folder.manifest()
        try refuseOtherStore(earlier)
        let blobs = try folder.openBlobs()
        // What else is there was left by a run that died: this one holds the lock.
        try folder.removeRows(except: earlier)
        try blobs.removeAbandonedUploads(olderThan: .zero)
        var report = BackupReport()
        let (manifest, references) = try underLease { lease in
            let manifest = try copyRows(to: folder, &report)
            let rows = SQLiteFile(path: folder.rowsPath(of: manifest))
            let references = try BlobReferences.all(in: rows)
            let trusted = settings.checksBlobs ? [] : try wholeBlobs(of: earlier, in: folder)
            try copyBlobs(references, to: blobs, trusting: trusted, lease, &report)
            return (manifest, references)
        }
        try folder.write(finished(manifest, report))
        if settings.prunesBlobs { report.pruned = try prune(blobs, keeping: references) }
        return report
    }

    private func refuseOtherStore(_ earlier: BackupManifest?) throws {
        guard let earlier, earlier.store != store.identity.id else { return }
        throw BackupError(
            .otherStore, "The folder holds the backup of another store.",
            remedy: "Name another folder: each store has its own.")
    }

    private func underLease<Result>(_ body: (BackupLease) throws -> Result) throws -> Result {
        let lease = try BackupLease(on: store.database)
        defer { lease.end() }
        return try body(lease)
    }

    private func checkStop() throws {
        guard isStopped() else { return }
        throw BackupError(
            .interrupted,
            "Interrupted: the backup that was there before is unchanged, what was copied stays.",
            remedy: "Run the same `muniment backup` again to go on.")
    }

    // MARK: - Rows

    private func copyRows(
        to folder: BackupFolder, _ report: inout BackupReport
    ) throws -> BackupManifest {
        let scratch = try folder.makeScratch()
        report.takenAt = store.database.now()
        try RowsFile(
            store: store, scratch: scratch, checkStop: checkStop, progress: progress
        ).make()
        let file = try folder.placeRows(RowsFile.draftName)
        try folder.removeScratch()
        report.rowsBytes = file.bytes
        var manifest = BackupManifest(
            program: settings.program, store: store.identity.id, takenAt: report.takenAt.rfc3339,
            migrations: [], rows: file, blobs: .init(count: 0, bytes: 0), absent: [])
        manifest.migrations = try SQLiteFile(path: folder.rowsPath(of: manifest)).read { db in
            try db.query(Self.selectMigrations).map { row in
                .init(id: try row.text("id"), sha256: try row.text("sha256"))
            }
        }
        return manifest
    }

    private static let selectMigrations = """
        SELECT id, sha256
        FROM schema_migrations
        ORDER BY id
        """

    private func finished(_ manifest: BackupManifest, _ report: BackupReport) -> BackupManifest {
        var manifest = manifest
        manifest.blobs = .init(count: report.blobs.blobs, bytes: report.blobs.bytes)
        manifest.absent = report.absent.map(\.hex)
        return manifest
    }

    // MARK: - Blobs

    /// The blobs that an earlier backup was finished with: they were forced to the disk before
    /// its manifest. What a killed run has left may have its size and not its bytes after a
    /// power cut.
    private func wholeBlobs(
        of earlier: BackupManifest?, in folder: BackupFolder
    ) throws -> Set<Digest> {
        guard let earlier else { return [] }
        do {
            try folder.requireRows(of: earlier)
            let rows = SQLiteFile(path: folder.rowsPath(of: earlier))
            guard try Migrator(Store.migrations).missing(in: rows).isEmpty else { return [] }
            let absent = Set(earlier.absent.compactMap(Digest.init(hex:)))
            return Set(try BlobReferences.all(in: rows).keys).subtracting(absent)
        } catch is BackupError {
            // Without those rows, all blobs are read again.
            return []
        }
    }

    private func copyBlobs(
        _ references: [Digest: StoreVerification.Use], to blobs: FileBlobStore,
        trusting trusted: Set<Digest>, _ lease: BackupLease, _ report: inout BackupReport
    ) throws {
        progress(.began(.blobs, total: try StoreVerification(store: store).extent().bytes))
        let copy = BlobCopy(
            from: store.blobs, to: blobs, wanted: Set(references.keys),
            streams: settings.blobStreams, trusts: { trusted.contains($0) },
            checkStop: {
                try checkStop()
                try lease.check()
            },
            progress: { [progress] in progress(.advanced(by: $0)) })
        let outcome = try copy.run()
        try lease.check()
        progress(.ended(.blobs))
        report.blobs = outcome.count
        report.damaged = .of(outcome.damaged, references)
        report.missing = .of(outcome.missing, references)
        for digest in outcome.damaged + outcome.missing {
            guard case .intact(let bytes) = try blobs.verify(digest) else { continue }
            report.kept.insert(digest)
            report.blobs.blobs += 1
            report.blobs.bytes += bytes
        }
    }

    private func prune(
        _ blobs: FileBlobStore, keeping references: [Digest: StoreVerification.Use]
    ) throws -> BlobExtent {
        var pruned = BlobExtent()
        try blobs.forEach { digest, bytes in
            guard references[digest] == nil else { return }
            try checkStop()
            try blobs.remove(digest)
            pruned.blobs += 1
            pruned.bytes += bytes
        }
        return pruned
    }
}
