import Foundation
import Hashing
import Storage
import StoreTestSupport
import TestSupport
import Worker
import XCTest

@testable import Ingest

/// Backups of a store on the engine of the class, restored to another one.
class StoreBackupTests: StoreTestCase {
    class var targetEngine: TestEngine { .embedded }

    func makeArrangement(_ source: TestStore? = nil) throws -> BackupArrangement {
        try BackupArrangement(source ?? makeSource(), restoringTo: Self.targetEngine)
    }

    /// Two documents, one of them read.
    private func makeSource() throws -> TestStore {
        var settings = JobQueueSettings()
        settings.lease = .seconds(1)
        let test = try makeTestStore(settings)
        try test.add("invoice-2026-0417")
        try test.readAll()
        try test.add("unreadable")
        return test
    }

    func testRestoredLibraryIsTheSameRowByRowAndByteByByte() throws {
        let arrangement = try makeArrangement(sampleLibrary().test)
        let report = try arrangement.backup()
        XCTAssertTrue(report.isSourceSound)
        XCTAssertEqual(report.blobs.blobsCopied, report.blobs.blobs)
        let restored = try arrangement.restore()
        XCTAssertTrue(restored.isFinished)
        XCTAssertEqual(restored.blobs.blobs, report.blobs.blobs)
        try arrangement.assertRestored()
    }

    func testRestoredStoreGoesOnWithTheWork() throws {
        let arrangement = try makeArrangement()
        _ = try arrangement.source.claim()
        _ = try arrangement.backup()
        XCTAssertTrue(try arrangement.restore().isFinished)
        let target = TestStore(
            try XCTUnwrap(arrangement.places), try arrangement.openTarget())
        let receipt = try target.add("old-pdf-1.3")
        try target.readAll()
        XCTAssertEqual(try target.version(receipt).state, .ready)
        XCTAssertEqual(try target.count("versions WHERE state = 'processing'"), 0)
    }

    func testRestoredStoreIsAnotherOne() throws {
        let arrangement = try makeArrangement()
        _ = try arrangement.backup()
        XCTAssertTrue(try arrangement.restore().isFinished)
        let restored = try arrangement.openTarget()
        XCTAssertNotEqual(restored.identity.id, arrangement.source.store.identity.id)
    }

    func testSecondBackupCopiesWhatIsNew() throws {
        let arrangement = try makeArrangement()
        let first = try arrangement.backup()
        try arrangement.source.add("old-pdf-1.3")
        let second = try arrangement.backup()
        XCTAssertEqual(second.blobs.blobsCopied, 1)
        XCTAssertEqual(second.blobs.blobs, first.blobs.blobs + 1)
        XCTAssertTrue(try arrangement.restore().isFinished)
        try arrangement.assertRestored()
    }

    func testFolderHoldsOneBackupForItsOwnerAlone() throws {
        let arrangement = try makeArrangement()
        _ = try arrangement.backup()
        try arrangement.source.add("old-pdf-1.3")
        _ = try arrangement.backup()
        let manifest = try arrangement.manifest()
        XCTAssertEqual(
            try arrangement.names(),
            ["backup.json", "blobs", "incoming", "lock", manifest.rowsName])
        for (name, mode) in [
            "": 0o700, "backup.json": 0o600, manifest.rowsName: 0o600, "blobs": 0o700,
        ] {
            let attributes = try FileManager.default.attributesOfItem(
                atPath: arrangement.url(name).path)
            XCTAssertEqual(attributes[.posixPermissions] as? Int, mode, name)
        }
    }

    func testManifestSaysWhatThereIs() throws {
        let arrangement = try makeArrangement()
        let report = try arrangement.backup()
        let manifest = try arrangement.manifest()
        XCTAssertEqual(manifest.store, arrangement.source.store.identity.id)
        XCTAssertEqual(manifest.takenAt, report.takenAt.rfc3339)
        XCTAssertEqual(Set(manifest.migrations.map(\.id)), Set(Store.migrations.map(\.id)))
        XCTAssertEqual(manifest.blobs.count, report.blobs.blobs)
        XCTAssertEqual(manifest.rows.bytes, report.rowsBytes)
        XCTAssertEqual(manifest.absent, [])
    }

    // MARK: - Interruption

    /// Stopped after one, two, three … looks until a run ends: the earlier backup is whole all
    /// the time, and each run goes on where the one before it was stopped.
    func testInterruptedAnywhereTheEarlierBackupStaysWhole() throws {
        let arrangement = try makeArrangement()
        _ = try arrangement.backup()
        let earlier = try arrangement.manifest()
        for name in ["old-pdf-1.3", "slides-outline", "invoice-2026-0418"] {
            try arrangement.source.add(name)
        }
        var looks = 0
        while true {
            looks += Self.engine == .embedded ? 1 : 4
            let countdown = Countdown(looks)
            do {
                _ = try arrangement.backup(isStopped: { countdown.isOver() })
                break
            } catch let error as BackupError where error.code == .interrupted {
                XCTAssertEqual(try arrangement.manifest(), earlier)
                let folder = try BackupFolder(reading: arrangement.path)
                XCTAssertNoThrow(try folder.requireRows(of: earlier))
            }
        }
        XCTAssertGreaterThan(looks, 4)
        XCTAssertNotEqual(try arrangement.manifest(), earlier)
        XCTAssertTrue(try arrangement.restore().isFinished)
        try arrangement.assertRestored()
    }

    func testInterruptedAnywhereTheRestoreGoesOn() throws {
        let arrangement = try makeArrangement()
        _ = try arrangement.backup()
        var looks = 0
        var isFinished = false
        while !isFinished {
            looks += Self.targetEngine == .embedded ? 1 : 6
            let countdown = Countdown(looks)
            do {
                isFinished = try arrangement.restore(isStopped: { countdown.isOver() }).isFinished
            } catch let error as BackupError where error.code == .interrupted {
                arrangement.assertNotOpened()
            }
        }
        XCTAssertGreaterThan(looks, 10)
        try arrangement.assertRestored()
    }

    // MARK: - Damage

    func testDamagedBlobIsNamedAndTheRestCopied() throws {
        let arrangement = try makeArrangement()
        let receipt = try arrangement.source.add("old-pdf-1.3")
        try arrangement.source.damageBlob(receipt.digest)
        let report = try arrangement.backup()
        let finding = StoreVerification.Finding(
            digest: receipt.digest, use: .bytes(of: receipt.versionID))
        XCTAssertEqual(report.damaged, [finding])
        XCTAssertEqual(try arrangement.manifest().absent, [receipt.digest.hex])
        XCTAssertEqual(try arrangement.restore().missing, [finding])
        arrangement.assertNotOpened()
        XCTAssertTrue(try arrangement.restore(acceptingMissing: true).isFinished)
        let restored = try StoreVerification(store: arrangement.openTarget()).run()
        XCTAssertEqual(restored.missing, [finding])
        XCTAssertEqual(restored.damaged, [])
    }

    func testMissingBlobIsNamedAndCopiedOnceItIsBack() throws {
        let arrangement = try makeArrangement()
        let receipt = try arrangement.source.add("old-pdf-1.3")
        try arrangement.source.store.blobs.remove(receipt.digest)
        let report = try arrangement.backup()
        XCTAssertEqual(report.missing.map(\.digest), [receipt.digest])
        try arrangement.source.add("old-pdf-1.3")
        let second = try arrangement.backup()
        XCTAssertTrue(second.isSourceSound)
        XCTAssertEqual(second.blobs.blobsCopied, 1)
        XCTAssertTrue(try arrangement.restore().isFinished)
        try arrangement.assertRestored()
    }

    func testGoodCopyOfAnEarlierBackupIsKept() throws {
        let arrangement = try makeArrangement()
        arrangement.source.breaks(.rowsHaveBlobs)
        let receipt = try arrangement.source.add("old-pdf-1.3")
        _ = try arrangement.backup()
        try arrangement.source.store.blobs.remove(receipt.digest)
        let report = try arrangement.backup { $0.prunesBlobs = true }
        XCTAssertEqual(report.missing.map(\.digest), [receipt.digest])
        XCTAssertEqual(report.kept, [receipt.digest])
        XCTAssertEqual(try arrangement.manifest().absent, [])
        XCTAssertTrue(try arrangement.restore().isFinished)
        XCTAssertTrue(try StoreVerification(store: arrangement.openTarget()).run().isSound)
    }

    // MARK: - The lease

    func testNothingIsCollectedWhileABackupRuns() throws {
        let arrangement = try makeArrangement()
        let database = arrangement.source.store.database
        let lease = Recorder<Bool>()
        _ = try arrangement.backup(progress: { progress in
            guard case .ended(.blobs) = progress else { return }
            lease.note((try? leasedUntil(database) > database.now()) ?? false)
        })
        XCTAssertEqual(lease.all, [true])
        XCTAssertEqual(try leasedUntil(database), Timestamp(microseconds: 0))
    }

    func testLeaseOfAnotherBackupStays() throws {
        let database = try makeTestStore().store.database
        let first = try BackupLease(on: database)
        let second = try BackupLease(on: database)
        second.end()
        XCTAssertGreaterThan(try leasedUntil(database), database.now())
        first.end()
        XCTAssertGreaterThan(try leasedUntil(database), database.now())
    }

    func testLeaseOfAStoppedBackupIsGivenUp() throws {
        let arrangement = try makeArrangement()
        assertRefused(.interrupted) { try arrangement.backup(isStopped: { true }) }
        XCTAssertEqual(
            try leasedUntil(arrangement.source.store.database), Timestamp(microseconds: 0))
    }
}

private func leasedUntil(_ database: any Database) throws -> Timestamp {
    try database.read { db in
        try XCTUnwrap(db.first("SELECT backup_until FROM store")).timestamp("backup_until")
    }
}

/// From SQLite and files to PostgreSQL and S3.
final class RestoreToDistributedEngineTests: StoreBackupTests {
    override class var targetEngine: TestEngine { .distributed }

    func testTargetIsTheDistributedOne() { XCTAssertEqual(Self.targetEngine, .distributed) }
}

/// From PostgreSQL and S3 to SQLite and files.
final class BackupOfDistributedEngineTests: StoreBackupTests {
    override class var engine: TestEngine { .distributed }

    func testEngineIsTheDistributedOne() { XCTAssertEqual(Self.engine, .distributed) }
}
