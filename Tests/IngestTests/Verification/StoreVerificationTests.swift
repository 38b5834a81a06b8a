import Foundation
import Hashing
import Storage
import StoreTestSupport
import TestSupport
import XCTest

@testable import Ingest

class StoreVerificationTests: StoreTestCase {
    func testStoreWithARecordIsSound() throws {
        let test = try makeTestStore()
        let receipt = try test.add("invoice-2026-0417")
        try test.readAll()
        let report = try StoreVerification(store: test.store).run()
        XCTAssertTrue(report.isSound)
        XCTAssertEqual(report.blobCount, 2)
        XCTAssertGreaterThan(report.byteCount, receipt.byteCount)
        XCTAssertEqual(report.orphans, [])
        XCTAssertEqual(report.strays, [])
    }

    func testTurnedBitIsFound() throws {
        let test = try makeTestStore()
        let receipt = try test.add("invoice-2026-0417")
        try test.damageBlob(receipt.digest)
        let report = try StoreVerification(store: test.store).run()
        XCTAssertFalse(report.isSound)
        XCTAssertEqual(
            report.damaged,
            [.init(digest: receipt.digest, use: .bytes(of: receipt.versionID))])
        XCTAssertEqual(report.missing.count, 0)
    }

    func testDamagedOrphanIsNobodys() throws {
        let test = try makeTestStore()
        let digest = try test.store.blobs.put([1, 2, 3], durability: .durable).digest
        try test.damageBlob(digest)
        let report = try StoreVerification(store: test.store).run()
        XCTAssertEqual(report.damaged, [.init(digest: digest, use: nil)])
    }

    func testDeletedBlobIsMissedByItsVersion() throws {
        let test = try makeTestStore()
        test.breaks(.rowsHaveBlobs)
        let receipt = try test.add("invoice-2026-0417")
        try test.store.blobs.remove(receipt.digest)
        let report = try StoreVerification(store: test.store).run()
        XCTAssertFalse(report.isSound)
        XCTAssertEqual(
            report.missing,
            [.init(digest: receipt.digest, use: .bytes(of: receipt.versionID))])
    }

    func testDeletedThumbnailIsMissedByItsVersion() throws {
        let test = try makeTestStore()
        test.breaks(.rowsHaveBlobs)
        let receipt = try test.add("invoice-2026-0417")
        try test.readAll()
        let record = try XCTUnwrap(test.store.records.record(of: test.version(receipt)))
        let thumbnail = try XCTUnwrap(record.pages[0].thumbnail)
        try test.store.blobs.remove(thumbnail)
        let report = try StoreVerification(store: test.store).run()
        XCTAssertEqual(
            report.missing, [.init(digest: thumbnail, use: .thumbnail(of: receipt.versionID))])
    }

    func testBlobThatNobodyNamesIsAnOrphanAndHarmless() throws {
        let test = try makeTestStore()
        try test.add("invoice-2026-0417")
        let digest = try test.store.blobs.put([1, 2, 3], durability: .durable).digest
        let report = try StoreVerification(store: test.store).run()
        XCTAssertEqual(report.orphans, [digest])
        XCTAssertTrue(report.isSound)
    }

    func testFileThatIsNoBlobIsAStray() throws {
        let test = try makeTestStore()
        try test.add("invoice-2026-0417")
        try test.makeStray(named: "notes.txt")
        let report = try StoreVerification(store: test.store).run()
        XCTAssertEqual(report.strays.map { $0.hasSuffix("notes.txt") }, [true])
        XCTAssertTrue(report.isSound)
    }

    func testProgressReachesTheExtent() throws {
        let test = try makeTestStore()
        try test.add("invoice-2026-0417")
        try test.add("invoice-2026-0418")
        let extent = try StoreVerification(store: test.store).extent()
        var bytes = 0
        let report = try StoreVerification(store: test.store).run { bytes += $0 }
        XCTAssertEqual(extent.blobs, 2)
        XCTAssertEqual(bytes, extent.bytes)
        XCTAssertEqual(report.byteCount, extent.bytes)
    }
}
