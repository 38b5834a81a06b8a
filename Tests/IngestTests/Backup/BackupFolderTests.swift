import Foundation
import Hashing
import Storage
import StoreTestSupport
import TestSupport
import XCTest

@testable import Ingest

/// What a backup does with the folder that it finds, and a restore with one that is not whole.
final class BackupFolderTests: XCTestCase {
    private func makeArrangement() throws -> BackupArrangement {
        let test = try TestStore()
        try test.add("invoice-2026-0417")
        return try BackupArrangement(test, restoringTo: .embedded)
    }

    private func digest(_ arrangement: BackupArrangement) throws -> Digest {
        try XCTUnwrap(try BlobReferences.all(in: arrangement.source.store.database).keys.first)
    }

    // MARK: - Refusals of a backup

    func testFolderWithOtherFilesIsLeftAlone() throws {
        let arrangement = try makeArrangement()
        try FileManager.default.createDirectory(
            atPath: arrangement.path, withIntermediateDirectories: true)
        try Data([1]).write(to: arrangement.url("photo.jpg"))
        assertRefused(.folderInUse, naming: "photo.jpg") { try arrangement.backup() }
        XCTAssertEqual(try arrangement.names(), ["photo.jpg"])
    }

    func testBackupOfAnotherStoreIsLeftAlone() throws {
        let arrangement = try makeArrangement()
        _ = try arrangement.backup()
        let before = try arrangement.manifest()
        let other = try makeArrangement()
        assertRefused(.otherStore) { try other.backup(to: arrangement.path) }
        XCTAssertEqual(try arrangement.manifest(), before)
    }

    func testOneBackupAtATime() throws {
        let arrangement = try makeArrangement()
        var folder: BackupFolder? = try BackupFolder(writing: arrangement.path)
        XCTAssertNotNil(folder)
        assertRefused(.busy) { try arrangement.backup() }
        folder = nil
        XCTAssertNoThrow(try arrangement.backup())
    }

    func testBackupWaitsForNoRestore() throws {
        let arrangement = try makeArrangement()
        _ = try arrangement.backup()
        let folder = try BackupFolder(reading: arrangement.path)
        assertRefused(.busy) { try arrangement.backup() }
        XCTAssertTrue(try arrangement.restore().isFinished, "restores share a folder")
        withExtendedLifetime(folder) {}
    }

    func testManifestThatIsNoneIsNotReplaced() throws {
        let arrangement = try makeArrangement()
        _ = try arrangement.backup()
        try arrangement.replace(arrangement.url("backup.json")) { $0.removeLast(20) }
        assertRefused(.damaged, naming: "backup.json") { try arrangement.backup() }
        try FileManager.default.removeItem(at: arrangement.url("backup.json"))
        let report = try arrangement.backup()
        XCTAssertEqual(report.blobs.blobsCopied, 0)
        XCTAssertTrue(try arrangement.restore().isFinished)
    }

    /// An index of one entry loses it: what is asked of it looks as if the row were gone.
    func testDamageToTheRowsOfTheStoreKeepsTheEarlierBackup() throws {
        let arrangement = try makeArrangement()
        _ = try arrangement.backup()
        let before = try arrangement.manifest()
        let folder = PrivateFolder(path: arrangement.source.folder.path("damaged"))
        try folder.make()
        let rows = try XCTUnwrap(arrangement.source.store.database as? SQLiteDatabase)
        try rows.copy(to: folder.path(of: "muniment.db"))
        try emptyIndex(of: "documents", in: folder.path(of: "muniment.db"))
        let damaged = try BackupArrangement(
            TestStore(arrangement.source.folder, Store(folder: folder.path, creating: false)),
            restoringTo: .embedded)
        assertRefused(.damagedStore) { try damaged.backup(to: arrangement.path) }
        XCTAssertEqual(try arrangement.manifest(), before)
    }

    /// Sets the number of cells on an index's first page to 0
    /// (https://www.sqlite.org/fileformat.html, 1.6).
    private func emptyIndex(of table: String, in path: String) throws {
        let page = try SQLiteFile(path: path).read { db in
            let row = try db.first(
                """
                SELECT rootpage, page_size
                FROM sqlite_schema, pragma_page_size
                WHERE type = 'index'
                    AND tbl_name = $1
                """, [table])
            return try XCTUnwrap(row.map { (try $0.int("rootpage"), try $0.int("page_size")) })
        }
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try file.seek(toOffset: UInt64((page.0 - 1) * page.1 + 3))
        try file.write(contentsOf: Data([0, 0]))
        try file.close()
    }

    // MARK: - Blobs of the backup

    func testSizeIsBelievedUnlessAllIsChecked() throws {
        let arrangement = try makeArrangement()
        _ = try arrangement.backup()
        try arrangement.damage(digest(arrangement))
        XCTAssertEqual(try arrangement.backup().blobs.blobsCopied, 0)
        XCTAssertEqual(try arrangement.backup { $0.checksBlobs = true }.blobs.blobsCopied, 1)
        XCTAssertTrue(try arrangement.restore().isFinished)
        try arrangement.assertRestored()
    }

    /// What a run has left that did not end may be anything after a power cut.
    func testNothingIsBelievedOfARunThatDidNotEnd() throws {
        let arrangement = try makeArrangement()
        _ = try arrangement.backup()
        let new = try arrangement.source.add("old-pdf-1.3").digest
        assertRefused(.interrupted) {
            let copied = Recorder<Void>()
            return try arrangement.backup(
                isStopped: { copied.isOpen },
                progress: { if case .ended(.rowsFile) = $0 { copied.open() } })
        }
        let bytes = try arrangement.source.store.blobs.open(new).contents(maxBytes: 1 << 20)
        let left = arrangement.blobURL(new)
        try FileManager.default.createDirectory(
            at: left.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(count: bytes.count).write(to: left)
        XCTAssertEqual(try arrangement.backup().blobs.blobsCopied, 1)
        XCTAssertTrue(try arrangement.restore().isFinished)
        try arrangement.assertRestored()
    }

    func testBlobsThatNothingNamesStayUntilTheyArePruned() throws {
        let arrangement = try makeArrangement()
        let gone = try arrangement.source.add("old-pdf-1.3")
        _ = try arrangement.backup()
        try arrangement.source.store.database.write { db in
            try db.execute("PRAGMA defer_foreign_keys = ON")
            try db.execute("DELETE FROM events WHERE version_id = $1", [gone.versionID])
            try db.execute("DELETE FROM versions WHERE id = $1", [gone.versionID])
        }
        _ = try arrangement.backup()
        XCTAssertTrue(
            FileManager.default.fileExists(atPath: arrangement.blobURL(gone.digest).path))
        let report = try arrangement.backup { $0.prunesBlobs = true }
        XCTAssertEqual(report.pruned.blobs, 1)
        XCTAssertFalse(
            FileManager.default.fileExists(atPath: arrangement.blobURL(gone.digest).path))
    }

    // MARK: - Refusals of a restore

    private func assertUnchangedTarget(
        _ arrangement: BackupArrangement, line: UInt = #line
    ) {
        XCTAssertFalse(
            FileManager.default.fileExists(atPath: arrangement.target.folder), line: line)
    }

    func testFolderWithoutBackupIsRefused() throws {
        let arrangement = try makeArrangement()
        assertRefused(.noBackup) { try arrangement.restore() }
        assertUnchangedTarget(arrangement)
        XCTAssertFalse(FileManager.default.fileExists(atPath: arrangement.path))
    }

    func testBackupThatWasNeverFinishedIsRefused() throws {
        let arrangement = try makeArrangement()
        assertRefused(.interrupted) { try arrangement.backup(isStopped: { true }) }
        assertRefused(.unfinished) { try arrangement.restore() }
        assertUnchangedTarget(arrangement)
    }

    func testMissingRowsAreRefused() throws {
        let arrangement = try makeArrangement()
        _ = try arrangement.backup()
        try FileManager.default.removeItem(
            at: arrangement.url(arrangement.manifest().rowsName))
        assertRefused(.unfinished, naming: "rows-") { try arrangement.restore() }
        assertUnchangedTarget(arrangement)
    }

    func testDamagedRowsAreRefused() throws {
        let arrangement = try makeArrangement()
        _ = try arrangement.backup()
        try arrangement.replace(arrangement.url(arrangement.manifest().rowsName)) {
            $0[$0.count / 2] ^= 1
        }
        assertRefused(.damaged, naming: "rows-") { try arrangement.restore() }
        assertUnchangedTarget(arrangement)
    }

    func testNewerFormatIsRefusedByName() throws {
        let arrangement = try makeArrangement()
        _ = try arrangement.backup()
        try arrangement.rewriteManifest {
            $0.format = 2
            $0.program = "9.8.7"
        }
        assertRefused(.newerVersion, naming: "9.8.7") { try arrangement.restore() }
        assertRefused(.newerVersion, naming: "9.8.7") { try arrangement.backup() }
        assertUnchangedTarget(arrangement)
    }

    func testNewerSchemaIsRefusedByName() throws {
        let arrangement = try makeArrangement()
        _ = try arrangement.backup()
        try arrangement.rewriteManifest {
            $0.migrations.append(.init(id: "ingest-9999-future", sha256: "0"))
            $0.program = "9.8.7"
        }
        assertRefused(.newerVersion, naming: "9.8.7") { try arrangement.restore() }
        assertUnchangedTarget(arrangement)
    }

    func testMissingBlobIsRefusedBeforeAnythingIsChanged() throws {
        let arrangement = try makeArrangement()
        _ = try arrangement.backup()
        let digest = try digest(arrangement)
        try FileManager.default.removeItem(at: arrangement.blobURL(digest))
        let report = try arrangement.restore()
        XCTAssertFalse(report.isFinished)
        XCTAssertEqual(report.missing.map(\.digest), [digest])
        assertUnchangedTarget(arrangement)
    }

    func testDamagedBlobIsFoundAndTheTargetNotOpened() throws {
        let arrangement = try makeArrangement()
        _ = try arrangement.backup()
        let digest = try digest(arrangement)
        try arrangement.damage(digest)
        let report = try arrangement.restore()
        XCTAssertFalse(report.isFinished)
        XCTAssertEqual(report.damaged.map(\.digest), [digest])
        arrangement.assertNotOpened()
        XCTAssertTrue(try arrangement.restore(acceptingMissing: true).isFinished)
        XCTAssertEqual(
            try StoreVerification(store: arrangement.openTarget()).run().missing.map(\.digest),
            [digest])
    }

    func testStoreInUseIsNeverWrittenTo() throws {
        let arrangement = try makeArrangement()
        _ = try arrangement.backup()
        let other = try Store(location: arrangement.target, creating: true)
        let before = try StoreDump(of: other)
        XCTAssertThrowsError(try arrangement.restore()) {
            XCTAssertEqual(($0 as? MoveError)?.code, .targetInUse, "\($0)")
        }
        XCTAssertTrue(try StoreDump(of: other) == before)
    }

    func testUnfinishedRestoreSaysHowItGoesOn() throws {
        let arrangement = try makeArrangement()
        _ = try arrangement.backup()
        let countdown = Countdown(5)
        assertRefused(.interrupted) {
            try arrangement.restore(isStopped: { countdown.isOver() })
        }
        XCTAssertThrowsError(try arrangement.openTarget()) {
            XCTAssertTrue("\($0)".contains("`muniment restore`"), "\($0)")
        }
    }

    // MARK: - Versions

    func testRowsOfAnOlderSchemaAreMigrated() throws {
        let arrangement = try makeArrangement()
        _ = try arrangement.backup()
        try arrangement.rewriteManifest { manifest in
            let folder = try BackupFolder(writing: arrangement.path)
            let scratch = try folder.makeScratch().path(of: RowsFile.draftName)
            try FileManager.default.moveItem(
                at: arrangement.url(manifest.rowsName), to: URL(fileURLWithPath: scratch))
            try makeOlder(scratch)
            manifest.rows = try folder.placeRows(RowsFile.draftName)
            try folder.removeScratch()
            manifest.migrations.removeAll { $0.id == Store.durabilityMigration }
        }
        XCTAssertTrue(try arrangement.restore().isFinished)
        try arrangement.assertRestored()
        XCTAssertFalse(
            try FileManager.default.contentsOfDirectory(atPath: arrangement.target.folder)
                .contains { $0.contains("rows") }, "the copy that was migrated is gone")
    }

    private func makeOlder(_ path: String) throws {
        let database = try SQLiteDatabase(path: path)
        try database.write { db in
            try db.execute("DROP INDEX versions_processing")
            try db.execute("ALTER TABLE store DROP COLUMN collection")
            try db.execute("ALTER TABLE store DROP COLUMN backup_until")
            try db.execute(
                "DELETE FROM schema_migrations WHERE id = $1", [Store.durabilityMigration])
        }
    }
}
