import Foundation
import Hashing
import Storage
import StoreTestSupport
import TestSupport
import Worker
import XCTest

@testable import Ingest

class IntakeTests: StoreTestCase {
    func testReceiptHoldsDigestAndSizeOfTheFile() throws {
        let test = try makeTestStore()
        let bytes = try SampleDocuments.bytes("invoice-2026-0417")
        let receipt = try test.add("invoice-2026-0417")
        XCTAssertEqual(receipt.digest, SHA256.digest(of: bytes))
        XCTAssertEqual(receipt.byteCount, bytes.count)
        XCTAssertTrue(receipt.isNewBlob)
    }

    func testReceiptIsGivenAfterTheBytesAreThere() throws {
        let test = try makeTestStore()
        let begin = test.store.database.now()
        let receipt = try test.add("invoice-2026-0417")
        XCTAssertTrue((begin...test.store.database.now()).contains(receipt.receivedAt))
        XCTAssertEqual(
            try test.store.blobs.open(receipt.digest).contents(maxBytes: receipt.byteCount),
            try SampleDocuments.bytes("invoice-2026-0417"))
    }

    func testDocumentAndVersionExistBeforeAnythingIsRead() throws {
        let test = try makeTestStore()
        let receipt = try test.add("invoice-2026-0417")
        let document = try test.store.catalog.document(named: receipt.documentID.text)
        XCTAssertEqual(document.title, "invoice-2026-0417")
        XCTAssertEqual(document.versionCount, 1)
        XCTAssertNil(document.pageCount)
        let version = document.currentVersion
        XCTAssertEqual(version.id, receipt.versionID)
        XCTAssertEqual(version.number, 1)
        XCTAssertEqual(version.digest, receipt.digest)
        XCTAssertEqual(version.byteCount, receipt.byteCount)
        XCTAssertEqual(version.fileName, "invoice-2026-0417.pdf")
        XCTAssertEqual(version.state, .processing)
        XCTAssertNil(version.settledAt)
    }

    func testReadingIsEnqueuedWithTheVersion() throws {
        let test = try makeTestStore()
        let receipt = try test.add("invoice-2026-0417")
        let job = try test.store.queue.find(receipt.jobID)
        XCTAssertEqual(job.kind, ExtractionHandler.jobKind)
        XCTAssertEqual(job.subject, receipt.versionID.text)
        XCTAssertEqual(job.tenant, test.store.organization.text)
        XCTAssertEqual(job.status.state, .available)
    }

    func testSameBytesTwiceAreOneBlobAndTwoVersions() throws {
        let test = try makeTestStore()
        let first = try test.add("invoice-2026-0417")
        let second = try test.add("invoice-2026-0417")
        XCTAssertFalse(second.isNewBlob)
        XCTAssertEqual(first.digest, second.digest)
        XCTAssertNotEqual(first.documentID, second.documentID)
        XCTAssertNotEqual(first.jobID, second.jobID)
        XCTAssertEqual(try test.count("versions"), 2)
        XCTAssertEqual(try StoreVerification(store: test.store).extent().blobs, 1)
    }

    func testFileOfExactlyTheLimitIsAccepted() throws {
        let test = try makeTestStore()
        let path = try test.makeFile(.pdf(count: 5_000))
        XCTAssertEqual(try test.store.intake.add(path: path, maxBytes: 5_000).byteCount, 5_000)
    }

    func testHeaderAtTheEndOfItsReachIsAccepted() throws {
        let test = try makeTestStore()
        let path = try test.makeFile(.pdf(headerAt: 1_019, count: 2_000))
        XCTAssertNoThrow(try test.store.intake.add(path: path))
    }

    func testHeaderThatEndsTheFileIsAccepted() throws {
        let test = try makeTestStore()
        XCTAssertNoThrow(try test.store.intake.add(path: test.makeFile(Array("%PDF-".utf8))))
    }

    func testProgressIsToldUpToTheLastByte() throws {
        let test = try makeTestStore()
        let path = try test.makeFile(.pdf(count: 3 << 20))
        var told: [Int] = []
        _ = try test.store.intake.add(path: path) { told.append($0) }
        XCTAssertEqual(told.last, 3 << 20)
        XCTAssertEqual(told, told.sorted())
        XCTAssertGreaterThan(told.count, 1)
    }

    func testSameUploadHealsADamagedBlob() throws {
        let test = try makeTestStore()
        let receipt = try test.add("invoice-2026-0417")
        try test.damageBlob(receipt.digest)
        XCTAssertFalse(try StoreVerification(store: test.store).run().isSound)
        _ = try test.add("invoice-2026-0417")
        XCTAssertTrue(try StoreVerification(store: test.store).run().isSound)
    }

    // MARK: - Titles

    func testTitleIsTheOneThatIsGiven() throws {
        XCTAssertEqual(try storedTitle("Deed of 1908"), "Deed of 1908")
    }

    func testTitleIsOneLineWithoutControlCharacters() throws {
        XCTAssertEqual(
            try storedTitle("\u{1b}[31mred\r\nnext\u{0}\u{85}line\u{2028}end\t"),
            "[31mred  next  line end")
    }

    func testTitleOfNothingVisibleIsUntitled() throws {
        XCTAssertEqual(try storedTitle(" \n\t "), "Untitled")
    }

    func testTitleIsCutTo255Characters() throws {
        XCTAssertEqual(
            try storedTitle(String(repeating: "é", count: 300)), String(repeating: "é", count: 255))
    }

    /// A family is one character and seven code points, which the schema counts.
    func testTitleIsCutWhereItsCodePointsEndWithoutCuttingACharacter() throws {
        let family = "👩‍👩‍👧‍👦"
        XCTAssertEqual(
            try storedTitle(String(repeating: family, count: 255)),
            String(repeating: family, count: 255 / family.unicodeScalars.count))
    }

    private func storedTitle(_ title: String) throws -> String {
        let test = try makeTestStore()
        let path = try test.makeFile(.pdf(count: 100))
        let receipt = try test.store.intake.add(path: path, title: title)
        return try test.store.catalog.document(named: receipt.documentID.text).title
    }
}

extension [UInt8] {
    /// Bytes that pass for a PDF, with its header at `headerAt`.
    static func pdf(headerAt start: Int = 0, count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: UInt8(ascii: "\n"), count: count)
        bytes.replaceSubrange(start..<start + 8, with: Array("%PDF-1.7".utf8))
        return bytes
    }
}
