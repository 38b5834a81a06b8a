import Foundation
import Hashing
import Storage
import StoreTestSupport
import TestSupport
import XCTest

@testable import Ingest

class StoreHealingTests: StoreTestCase {
    /// What the timelines tell of bytes: kind, what it is about, and its document.
    private func events(_ test: TestStore) throws -> [String] {
        try test.store.database.read { db in
            try db.query(
                "SELECT kind, payload, document_id FROM events ORDER BY id"
            ).map { row in
                let facts = try JSONDecoder().decode(
                    [String: String].self, from: Data(try row.text("payload").utf8))
                return "\(try row.text("kind")) \(facts["file"] ?? "") "
                    + (try row.text("document_id"))
            }
        }
    }

    private func verify(
        _ test: TestStore, from places: [RepairPlace] = []
    ) throws -> StoreVerification.Report {
        let found = try StoreVerification(store: test.store).run()
        return try StoreHealing(test.store, from: places).run(found)
    }

    /// A folder that holds the blobs of a store, as a backup does.
    private func makeBackup(of test: TestStore) throws -> RepairPlace {
        let path = test.folder.path("backup")
        let backup = try FileBlobStore(folder: path)
        try test.store.blobs.forEach { digest, size in
            let bytes = try test.store.blobs.contents(of: digest, maxBytes: size)
            try backup.put(bytes, durability: .durable)
        }
        try FileManager.default.removeItem(atPath: path + "/incoming")
        return .folder(path)
    }

    func testSoundStoreIsLeftAsItIs() throws {
        let test = try makeTestStore()
        try test.add("invoice-2026-0417")
        let report = try verify(test)
        XCTAssertTrue(report.isSound)
        XCTAssertEqual(report.repaired + report.quarantined, [])
        XCTAssertEqual(try events(test), [])
    }

    func testEveryKindOfRotIsHealedFromAnotherPlace() throws {
        let test = try makeTestStore()
        let receipt = try test.add("invoice-2026-0417")
        let backup = try makeBackup(of: test)
        let finding = StoreVerification.Finding(
            digest: receipt.digest, use: .bytes(of: receipt.versionID))
        let kinds = Rot.all(on: Self.engine)
        for rot in kinds {
            try test.damage(receipt.digest, by: rot)
            let report = try verify(test, from: [.folder(test.folder.path("backup")), backup])
            XCTAssertEqual(rot.isAbsence ? report.missing : report.damaged, [finding], "\(rot)")
            XCTAssertEqual(report.repaired, [finding], "\(rot)")
            XCTAssertEqual(report.quarantined, [], "\(rot)")
            XCTAssertTrue(report.isSound, "\(rot)")
            XCTAssertEqual(
                try test.store.blobs.verify(receipt.digest),
                .intact(byteCount: receipt.byteCount), "\(rot)")
        }
        XCTAssertEqual(
            try events(test),
            kinds.map { _ in "document_version_repaired bytes \(receipt.documentID)" })
        XCTAssertEqual(
            try FileManager.default.contentsOfDirectory(atPath: test.folder.path("backup")),
            ["blobs"])
    }

    func testEveryKindOfRotIsQuarantinedAndHealedByTheSameUpload() throws {
        let test = try makeTestStore()
        let receipt = try test.add("invoice-2026-0417")
        for rot in Rot.all(on: Self.engine) {
            try test.damage(receipt.digest, by: rot)
            let report = try verify(test)
            XCTAssertFalse(report.isSound, "\(rot)")
            XCTAssertEqual(report.quarantined.count, rot == .deleted ? 0 : 1, "\(rot)")
            XCTAssertEqual(try test.store.blobs.verify(receipt.digest), .missing, "\(rot)")
            XCTAssertThrowsError(try test.store.blobs.open(receipt.digest)) {
                XCTAssertEqual(($0 as? StorageError)?.code, .notFound, "\(rot)")
            }
            XCTAssertFalse(try verify(test).isSound, "\(rot)")
            try test.add("invoice-2026-0417")
            XCTAssertTrue(try verify(test).isSound, "\(rot)")
        }
        XCTAssertEqual(try test.store.blobs.quarantined(), [receipt.digest])
    }

    func testEveryKindOfRotIsHealedByTheSameUploadAlone() throws {
        let test = try makeTestStore()
        let receipt = try test.add("invoice-2026-0417")
        for rot in Rot.all(on: Self.engine) {
            try test.damage(receipt.digest, by: rot)
            try test.add("invoice-2026-0417")
            let report = try StoreVerification(store: test.store).run()
            XCTAssertTrue(report.isSound, "\(rot)")
            XCTAssertEqual(report.strays, [], "\(rot)")
        }
    }

    func testEveryDocumentOfTheBytesIsTold() throws {
        let test = try makeTestStore()
        let receipts = try (0..<3).map { _ in try test.add("invoice-2026-0417") }
        try test.add("invoice-2026-0418")
        try test.damage(receipts[0].digest, by: .flippedLast)
        _ = try verify(test)
        XCTAssertEqual(
            Set(try events(test)),
            Set(receipts.map { "document_version_quarantined bytes \($0.documentID)" }))
    }

    func testLostPicturesAreToldOnce() throws {
        let test = try makeTestStore()
        let receipt = try test.add("pages-mixed-sizes")
        try test.readAll()
        let record = try XCTUnwrap(test.store.records.record(of: test.version(receipt)))
        let thumbnails = Set(record.pages.compactMap(\.thumbnail))
        XCTAssertGreaterThan(thumbnails.count, 1)
        for thumbnail in thumbnails { try test.damage(thumbnail, by: .zeroFilled) }
        let report = try verify(test)
        XCTAssertEqual(Set(report.quarantined.map(\.digest)), thumbnails)
        XCTAssertEqual(
            try events(test),
            ["document_version_quarantined thumbnail \(receipt.documentID)"])
    }

    func testDamagedOrphanIsMovedAndNobodyMissesIt() throws {
        let test = try makeTestStore()
        let digest = try test.store.blobs.put([1, 2, 3], durability: .durable).digest
        try test.damage(digest, by: .flippedFirst)
        let report = try verify(test)
        XCTAssertEqual(report.quarantined, [.init(digest: digest, use: nil)])
        XCTAssertEqual(report.orphans, [])
        XCTAssertTrue(report.isSound)
    }

    func testAPlaceWithoutTheRightBytesIsPassedOver() throws {
        let test = try makeTestStore()
        let receipt = try test.add("invoice-2026-0417")
        let other = try test.add("invoice-2026-0418")
        let backup = try makeBackup(of: test)
        let wrong = try FileBlobStore(folder: test.folder.path("wrong"))
        let upload = try wrong.put([1], durability: .durable)
        let folder = test.folder.path("wrong/blobs/\(receipt.digest.hex.prefix(2))")
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        try FileManager.default.moveItem(
            atPath: test.folder.path("wrong/blobs/\(upload.digest.hex.prefix(2))/\(upload.digest)"),
            toPath: "\(folder)/\(receipt.digest)")
        try test.damage(receipt.digest, by: .flippedFirst)
        try test.damage(other.digest, by: .deleted)
        let report = try verify(test, from: [.folder(test.folder.path("wrong")), backup])
        XCTAssertTrue(report.isSound)
        XCTAssertEqual(report.repaired.count, 2)
    }

    func testAPlaceThatIsNoneIsRefused() throws {
        let test = try makeTestStore()
        XCTAssertThrowsError(
            try StoreHealing(test.store, from: [.folder(test.folder.path("nothing"))])
        ) { XCTAssertEqual(($0 as? StorageError)?.code, .notFound) }
        XCTAssertNil(RepairPlace(""))
        XCTAssertNil(RepairPlace("s3:bucket"))
        XCTAssertNil(RepairPlace("s3://"))
    }

    func testBlobThatIsHealedBetweenLookingAndHealingStays() throws {
        let test = try makeTestStore()
        let receipt = try test.add("invoice-2026-0417")
        try test.damage(receipt.digest, by: .flippedFirst)
        let found = try StoreVerification(store: test.store).run()
        try test.add("invoice-2026-0417")
        let report = try StoreHealing(test.store, from: []).run(found)
        XCTAssertTrue(report.isSound)
        XCTAssertEqual(report.quarantined, [])
        XCTAssertEqual(try test.store.blobs.quarantined(), [])
    }

    func testNoRecordIsMadeOfWrongBytes() throws {
        let test = try makeTestStore()
        let receipt = try test.add("invoice-2026-0417")
        try test.damage(receipt.digest, by: .flippedLast)
        try test.readAll()
        let version = try test.version(receipt)
        XCTAssertEqual(version.state, .failed)
        XCTAssertNil(try test.store.records.record(of: version))
        let errors = try test.store.database.read { db in
            try db.query("SELECT code, message FROM job_errors").map {
                (code: try $0.text("code"), message: try $0.text("message"))
            }
        }
        XCTAssertEqual(errors.map(\.code), ["bytes_damaged"])
        XCTAssertTrue(errors[0].message.contains("muniment jobs retry"))
    }
}
