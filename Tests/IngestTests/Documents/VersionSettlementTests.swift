import PDF
import Storage
import XCTest

@testable import Ingest
@testable import Worker

final class VersionSettlementTests: XCTestCase {
    // MARK: - From a record

    func testSoundRecordIsReady() {
        let settlement = settle(pageCount: 3, [])
        XCTAssertEqual(settlement.state, .ready)
        XCTAssertNil(settlement.reason)
        XCTAssertEqual(settlement.recordID, "r")
    }

    func testFailedPageDegradesAndIsCountedFromOne() {
        let settlement = settle(
            pageCount: 3, [PageDamage(page: 1, failure: "gone", complaints: nil)])
        XCTAssertEqual(settlement.state, .degraded)
        XCTAssertEqual(settlement.reason, "page 2: could not be read: gone")
        XCTAssertEqual(settlement.recordID, "r")
    }

    func testFirstComplaintOfAPageIsNamed() {
        let settlement = settle(
            pageCount: 1, [PageDamage(page: 0, failure: nil, complaints: "first\nsecond")])
        XCTAssertEqual(settlement.state, .degraded)
        XCTAssertEqual(settlement.reason, "page 1: first")
    }

    func testComplaintAboutTheDocumentComesBeforeThoseAboutPages() {
        let settlement = settle(
            pageCount: 1, [PageDamage(page: 0, failure: nil, complaints: "page")],
            complaints: ["document", "more"])
        XCTAssertEqual(settlement.reason, "document; page 1: page")
    }

    func testFivePagesAreNamedAndTheRestIsCounted() {
        let damages = (0..<7).map { PageDamage(page: $0, failure: "x", complaints: nil) }
        let named = (1...5).map { "page \($0): could not be read: x" }.joined(separator: "; ")
        XCTAssertEqual(settle(pageCount: 9, Array(damages.prefix(5))).reason, named)
        XCTAssertEqual(
            settle(pageCount: 9, Array(damages.prefix(6))).reason, "\(named); and 1 more page")
        XCTAssertEqual(settle(pageCount: 9, damages).reason, "\(named); and 2 more pages")
    }

    func testRecordWithoutAReadablePageFails() {
        let damages = (0..<2).map { PageDamage(page: $0, failure: "Sad.", complaints: nil) }
        let settlement = settle(pageCount: 2, damages)
        XCTAssertEqual(settlement.state, .failed)
        XCTAssertEqual(settlement.reason, "No page could be read: Sad.")
        XCTAssertNil(settlement.recordID)
    }

    func testRecordWithOneReadablePageDoesNotFail() {
        let settlement = settle(
            pageCount: 2, [PageDamage(page: 0, failure: "gone", complaints: nil)])
        XCTAssertEqual(settlement.state, .degraded)
    }

    // MARK: - From a job without a record

    func testLockedDocumentNeedsItsPassword() {
        let failure = JobFailure(
            .document, code: PDFError.Code.needsPassword.rawValue, message: "locked")
        let settlement = VersionSettlement(failure, endedAs: .failed)
        XCTAssertEqual(settlement.state, .needsPassword)
        XCTAssertEqual(settlement.reason, "locked")
        XCTAssertNil(settlement.recordID)
    }

    func testFailureGivesItsMessage() {
        let failure = JobFailure(.ours, code: "defect", message: "broken")
        let settlement = VersionSettlement(failure, endedAs: .failed)
        XCTAssertEqual(settlement.state, .failed)
        XCTAssertEqual(settlement.reason, "broken")
    }

    func testEndsWithoutAFailureAreExplained() throws {
        let cancelled = VersionSettlement(nil, endedAs: .cancelled)
        let lapsed = VersionSettlement(nil, endedAs: .failed)
        XCTAssertEqual([cancelled.state, lapsed.state], [.failed, .failed])
        XCTAssertTrue(try XCTUnwrap(cancelled.reason).contains("cancelled"))
        XCTAssertTrue(try XCTUnwrap(lapsed.reason).contains("worker vanished"))
    }

    private func settle(
        pageCount: Int, _ damages: [PageDamage], complaints: [String] = []
    ) -> VersionSettlement {
        var facts = DocumentFacts(version: "1.7", pageCount: pageCount)
        facts.complaints = complaints
        return VersionSettlement(
            record: RecordDraft(id: "r", version: VersionID(), settledPages: []), facts: facts,
            damages: damages)
    }
}
