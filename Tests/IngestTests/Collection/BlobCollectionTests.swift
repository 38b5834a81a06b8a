import Foundation
import Hashing
import Storage
import StoreTestSupport
import TestSupport
import XCTest

@testable import Ingest

class BlobCollectionTests: StoreTestCase {
    private func isStored(_ digest: Digest, in test: TestStore) throws -> Bool {
        try test.store.blobs.byteCount(of: digest) != nil
    }

    func testWhatNoRowNamesIsRemovedAndTheRestStays() throws {
        let test = try makeTestStore()
        try test.add("invoice-2026-0417")
        try test.readAll()
        let orphan = try test.makeOrphan("orphan")
        let report = try test.collect()
        XCTAssertEqual(report.blobs, 1)
        XCTAssertEqual(report.bytes, 6)
        XCTAssertEqual(report.younger, 0)
        XCTAssertFalse(try isStored(orphan, in: test))
        let verified = try StoreVerification(store: test.store).run()
        XCTAssertTrue(verified.isSound)
        XCTAssertEqual(verified.blobCount, 2)
    }

    func testEveryColumnKeepsItsBlobs() throws {
        let test = try makeTestStore()
        test.breaks(.bytesAreCounted)
        let receipt = try test.add("invoice-2026-0417")
        try test.readAll()
        let names = ["picture", "logo", "kept copy", "copy of a link"]
        let blobs = try names.map { try test.makeOrphan($0) }
        try test.store.database.write { db in
            try db.execute(
                "INSERT INTO page_pictures (version_id, number, picture) VALUES ($1, 0, $2)",
                [receipt.versionID, blobs[0].hex])
            try db.execute("UPDATE organizations SET logo = $1", [blobs[1].hex])
        }
        try test.issue(blobs[2], of: receipt, until: nil)
        try test.issue(blobs[3], of: receipt, until: .now() + .seconds(3_600))
        let orphan = try test.makeOrphan("orphan")
        XCTAssertEqual(try test.collect().blobs, 1)
        XCTAssertFalse(try isStored(orphan, in: test))
        for (name, blob) in zip(names, blobs) {
            XCTAssertTrue(try isStored(blob, in: test), name)
        }
        XCTAssertTrue(try StoreVerification(store: test.store).run().isSound)
    }

    func testYoungerBlobsAreLeft() throws {
        let test = try makeTestStore()
        let orphan = try test.makeOrphan("orphan")
        let report = try test.collect(CollectionSettings())
        XCTAssertEqual(report.blobs, 0)
        XCTAssertEqual(report.younger, 1)
        XCTAssertTrue(try isStored(orphan, in: test))
        XCTAssertEqual(try test.collectionState().number, 0)
    }

    func testFilesOfExpiredLinksGo() throws {
        let test = try makeTestStore()
        let receipt = try test.add("invoice-2026-0417")
        let blob = try test.makeOrphan("copy")
        try test.issue(blob, of: receipt, until: .now() - .seconds(1))
        let report = try test.collect()
        XCTAssertEqual(report.endedFiles, 1)
        XCTAssertEqual(report.blobs, 1)
        XCTAssertFalse(try isStored(blob, in: test))
        XCTAssertEqual(try test.count("issued_files"), 0)
    }

    func testPreviewChangesNothing() throws {
        let test = try makeTestStore()
        test.breaks(.bytesAreCounted)
        let receipt = try test.add("invoice-2026-0417")
        try test.issue(test.makeOrphan("copy"), of: receipt, until: .now() - .seconds(1))
        let orphan = try test.makeOrphan("orphan")
        let report = try BlobCollection(store: test.store, settings: .atOnce).preview()
        XCTAssertEqual(report.blobs, 1)
        XCTAssertEqual(report.bytes, 6)
        XCTAssertEqual(report.endedFiles, 1)
        XCTAssertTrue(try isStored(orphan, in: test))
        XCTAssertEqual(try test.count("issued_files"), 1)
        XCTAssertEqual(try test.collectionState().number, 0)
    }

    func testManyBlobsTakeManySteps() throws {
        let test = try makeTestStore()
        for number in 0..<25 { _ = try test.makeOrphan("orphan \(number)") }
        var settings = CollectionSettings.atOnce
        settings.blobsPerStep = 4
        settings.stepTime = .zero
        var settled = 0
        let collection = BlobCollection(
            store: test.store, settings: settings,
            progress: { if case .settled(let count) = $0 { settled += count } })
        let report = try collection.run()
        XCTAssertEqual(report.blobs, 25)
        XCTAssertEqual(settled, 25)
        try test.store.blobs.forEach { digest, _ in XCTFail("\(digest)") }
        XCTAssertEqual(try test.collectionState().number, 2)
        XCTAssertEqual(try test.count("condemned_blobs"), 0)
    }

    func testInterruptionEndsTheCollection() throws {
        let test = try makeTestStore()
        for number in 0..<5 { _ = try test.makeOrphan("orphan \(number)") }
        var settings = CollectionSettings.atOnce
        settings.blobsPerStep = 1
        var removed = 0
        let collection = BlobCollection(
            store: test.store, settings: settings, isStopped: { removed >= 2 },
            progress: { if case .settled(let count) = $0 { removed += count } })
        assertCollectionThrows(.interrupted) { try collection.run() }
        XCTAssertFalse(try test.collectionState().isCollecting)
        XCTAssertEqual(try test.collect().blobs, 3)
    }

    func testUploadsThatWereCutOffGo() throws {
        let test = try makeTestStore()
        let folder =
            Self.engine == .embedded
            ? test.store.location.folder + "/incoming"
            : try XCTUnwrap(cacheFolder(of: test)) + "/incoming"
        try Data([1]).write(to: URL(fileURLWithPath: folder + "/5d0c9b6a1f0e2b47"))
        XCTAssertEqual(try test.collect().abandonedUploads, 1)
        XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: folder), [])
    }

    private func cacheFolder(of test: TestStore) throws -> String? {
        let cache = test.store.location.cacheFolder
        return try FileManager.default.contentsOfDirectory(atPath: cache).first
            .map { "\(cache)/\($0)" }
    }

    // MARK: - Backups

    func testBackupRefusesCollections() throws {
        let test = try makeTestStore()
        let orphan = try test.makeOrphan("orphan")
        let end = Timestamp.now() + .seconds(60)
        try test.setBackup(until: end)
        assertCollectionThrows(.backupRunning, saying: end.rfc3339) { try test.collect() }
        XCTAssertTrue(try isStored(orphan, in: test))
        XCTAssertEqual(try test.collectionState().number, 0)
        try test.setBackup(until: .now() - .seconds(1))
        XCTAssertEqual(try test.collect().blobs, 1)
    }

    func testBackupThatBeginsStopsTheCollection() throws {
        let test = try makeTestStore()
        let orphan = try test.makeOrphan("orphan")
        let removal = try test.beginRemoval()
        _ = try removal.step(condemning: [orphan])
        try test.setBackup(until: .now() + .seconds(60))
        assertCollectionThrows(.backupRunning) { try removal.step(condemning: []) }
        try removal.end()
        XCTAssertTrue(try isStored(orphan, in: test))
        XCTAssertFalse(try test.collectionState().isCollecting)
        XCTAssertEqual(try test.count("condemned_blobs"), 0)
    }

    // MARK: - Two collections

    func testSecondCollectionIsRefusedWhileTheFirstRemoves() throws {
        let test = try makeTestStore()
        let first = try test.beginRemoval()
        let orphan = try test.makeOrphan("orphan")
        _ = try first.step(condemning: [orphan])
        assertCollectionThrows(.collectionRunning) { try test.beginRemoval() }
        XCTAssertEqual(try first.step(condemning: []).removed, [orphan])
        try first.end()
        XCTAssertNoThrow(try test.collect())
    }

    func testCollectionThatSleptForLongIsSuperseded() throws {
        let test = try makeTestStore()
        let orphan = try test.makeOrphan("orphan")
        let first = try test.beginRemoval()
        _ = try first.step(condemning: [orphan])
        try test.outlastCondemnations()
        let second = try test.beginRemoval()
        assertCollectionThrows(.superseded) { try first.step(condemning: []) }
        XCTAssertTrue(try isStored(orphan, in: test))
        _ = try second.step(condemning: [orphan])
        try first.end()
        XCTAssertEqual(try test.count("condemned_blobs"), 1)
        XCTAssertTrue(try test.collectionState().isCollecting)
        XCTAssertEqual(try second.step(condemning: []).removed, [orphan])
        try second.end()
        XCTAssertEqual(try test.collectionState().number, 4)
    }

    func testTwoCollectionsAtOnceRemoveEverythingOnce() throws {
        let test = try makeTestStore()
        for number in 0..<40 { _ = try test.makeOrphan("orphan \(number)") }
        let removed = Recorder<Int>()
        try inParallel(2) { _ in
            do {
                removed.note(try test.collect().blobs)
            } catch let error as CollectionError {
                XCTAssertTrue([.collectionRunning, .superseded].contains(error.code), "\(error)")
            }
        }
        try test.outlastCondemnations()
        try test.collect()
        try test.store.blobs.forEach { digest, _ in XCTFail("\(digest)") }
        XCTAssertFalse(try test.collectionState().isCollecting)
    }
}

extension TestStore {
    /// Writes the row of a file that was made for a link, or is kept where it has no end.
    func issue(_ blob: Digest, of receipt: Receipt, until end: Timestamp?) throws {
        try store.database.write { db in
            try db.execute(
                """
                INSERT INTO issued_files (
                    id, organization_id, document_id, version_id, kind, digest, byte_count,
                    cache_key, created_by, created_at, expires_at
                )
                VALUES ($1, $2, $3, $4, 'marked_copy', $5, 1, $6, 'test', 0, $7)
                """,
                [
                    blob.hex, store.organization, receipt.documentID, receipt.versionID, blob.hex,
                    end == nil ? blob.hex : nil, end,
                ])
        }
    }
}

/// Asserts that a collection is refused or stopped, and why.
func assertCollectionThrows<Result>(
    _ code: CollectionError.Code, saying text: String = "", file: StaticString = #filePath,
    line: UInt = #line, _ body: () throws -> Result
) {
    XCTAssertThrowsError(try body(), file: file, line: line) { error in
        XCTAssertEqual((error as? CollectionError)?.code, code, "\(error)", file: file, line: line)
        XCTAssertTrue(
            text.isEmpty || "\(error)".contains(text), "\(error)", file: file, line: line)
    }
}
