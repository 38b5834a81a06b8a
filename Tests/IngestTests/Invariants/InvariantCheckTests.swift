import Foundation
import Hashing
import Storage
import StoreTestSupport
import TestSupport
import Worker
import XCTest

@testable import Ingest

class InvariantCheckTests: StoreTestCase {
    private func violations(
        of test: TestStore, _ settings: InvariantSettings = .whole
    ) throws -> [InvariantViolation] {
        try InvariantCheck(store: test.store, settings: settings).run()
    }

    func testAllHoldInAStoreThatWasRead() throws {
        let test = try makeTestStore()
        try test.add("invoice-2026-0417")
        XCTAssertEqual(try violations(of: test), [])
        try test.readAll()
        XCTAssertEqual(try violations(of: test), [])
    }

    func testAVersionThatNobodyReadsIsFound() throws {
        let test = try makeTestStore()
        test.breaks(.versionsAreSettledOrRead)
        let receipt = try test.add("invoice-2026-0417")
        try test.store.database.write { db in try db.execute("DELETE FROM jobs") }
        XCTAssertEqual(
            try violations(of: test),
            [
                InvariantViolation(
                    invariant: .versionsAreSettledOrRead, count: 1,
                    example: receipt.versionID.text)
            ])
    }

    func testALeaseMayBeOverdueForFifteenSeconds() throws {
        let test = try makeTestStore()
        test.breaks(.leasesAreKept)
        try test.add("invoice-2026-0417")
        let job = try XCTUnwrap(
            test.store.queue.claim(1, of: [ExtractionHandler.jobKind], for: "w").first)
        func found(overdueBy duration: Duration) throws -> [InvariantViolation] {
            try test.store.database.write { db in
                try db.execute(
                    "UPDATE jobs SET lease_until = $1", [test.store.database.now() - duration])
            }
            return try violations(of: test)
        }
        XCTAssertEqual(try found(overdueBy: .seconds(1)), [])
        XCTAssertEqual(
            try found(overdueBy: .seconds(16)),
            [
                InvariantViolation(
                    invariant: .leasesAreKept, count: 1, example: "job \(job.id)")
            ])
    }

    func testEveryKindOfRowIsHeldAgainstItsBlob() throws {
        let test = try makeTestStore()
        test.breaks(.rowsHaveBlobs)
        try test.add("invoice-2026-0417")
        try test.readAll()
        try test.nameAbsentBlobs()
        let found = try violations(of: test)
        XCTAssertEqual(found.map(\.invariant), [.rowsHaveBlobs])
        XCTAssertEqual(found.first?.count, BlobColumn.all.count)
    }

    func testASizeThatWasCountedOtherwiseIsFound() throws {
        let test = try makeTestStore()
        test.breaks(.bytesAreCounted)
        let receipt = try test.add("invoice-2026-0417")
        try test.store.database.write { db in
            try db.execute("UPDATE versions SET byte_count = byte_count + 1")
        }
        XCTAssertEqual(
            try violations(of: test),
            [
                InvariantViolation(
                    invariant: .bytesAreCounted, count: 1, example: "versions \(receipt.versionID)")
            ])
    }

    func testADraftsPicturesMayBeOnTheirWay() throws {
        let test = try makeTestStore()
        try test.add("invoice-2026-0417")
        try test.readAll()
        try test.store.database.write { db in
            try db.execute("UPDATE versions SET state = 'failed', reason = 'r', record_id = NULL")
            try db.execute("UPDATE records SET finished_at = NULL")
            try db.execute(
                "UPDATE pages SET thumbnail = $1", [String(repeating: "0", count: 64)])
        }
        XCTAssertEqual(try violations(of: test), [])
    }

    func testSlicesComeToEveryRowAndStartAgain() throws {
        let test = try makeTestStore()
        test.breaks(.rowsHaveBlobs)
        try test.add("invoice-2026-0417")
        try test.readAll()
        try test.nameAbsentBlobs()
        var settings = InvariantSettings()
        settings.newestUploads = 0
        settings.rowsAtATime = 1
        let check = InvariantCheck(store: test.store, settings: settings)
        var counts: [Int] = []
        for _ in 0..<8 { counts.append(try check.run().first?.count ?? 0) }
        // One more each time, remembered while they are broken.
        XCTAssertEqual(counts.sorted(), counts)
        XCTAssertEqual(counts.last, BlobColumn.all.count)
    }

    func testTheNewestUploadsAreLookedAtEachTime() throws {
        let test = try makeTestStore()
        test.breaks(.rowsHaveBlobs)
        try test.add("invoice-2026-0418")
        let newest = try test.add("invoice-2026-0417")
        try test.store.blobs.remove(newest.digest)
        var settings = InvariantSettings()
        settings.newestUploads = 1
        settings.rowsAtATime = 0
        XCTAssertEqual(
            try violations(of: test, settings).first?.example, "versions \(newest.versionID)")
    }

    func testWhatIsHealedIsForgotten() throws {
        let test = try makeTestStore()
        let receipt = try test.add("invoice-2026-0417")
        try test.store.blobs.remove(receipt.digest)
        let check = InvariantCheck(store: test.store)
        XCTAssertEqual(try check.run().map(\.invariant), [.rowsHaveBlobs])
        try test.add("invoice-2026-0417")
        XCTAssertEqual(try check.run(), [])
    }

    func testNoMoreAreRememberedThanTheLimit() throws {
        let test = try makeTestStore()
        test.breaks(.rowsHaveBlobs)
        for _ in 0..<3 { try test.add("invoice-2026-0417") }
        try test.store.blobs.remove(test.add("invoice-2026-0417").digest)
        var settings = InvariantSettings.whole
        settings.maxViolations = 2
        XCTAssertEqual(try violations(of: test, settings).map(\.count), [2])
    }
}

extension TestStore {
    /// Lets one row of each kind name a blob that is not there; the store has one version, read.
    fileprivate func nameAbsentBlobs() throws {
        let absent = String(repeating: "0", count: 64)
        let version = try store.database.read { db in
            try db.first("SELECT id, document_id FROM versions")
        }
        let id = try XCTUnwrap(version).text("id")
        let document = try XCTUnwrap(version).text("document_id")
        try store.database.write { db in
            try db.execute("UPDATE versions SET digest = $1", [absent])
            try db.execute("UPDATE pages SET thumbnail = $1 WHERE number = 0", [absent])
            try db.execute("INSERT INTO page_pictures VALUES ($1, 0, $2)", [id, absent])
            try db.execute("UPDATE organizations SET logo = $1", [absent])
            try db.execute(
                """
                INSERT INTO issued_files (
                    id, organization_id, document_id, version_id, kind, digest, byte_count,
                    created_by, created_at, expires_at
                )
                VALUES ('f', $1, $2, $3, 'entry_page', $4, 1, 'u', 0, 1)
                """, [store.organization, document, id, absent])
        }
    }
}
