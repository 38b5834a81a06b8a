import Foundation
import Storage
import StoreTestSupport
import Synchronization
import XCTest

@testable import Ingest
@testable import Worker

/// A version is read again from its stored bytes, however it ended.
class ReprocessingTests: StoreTestCase {
    func testEveryEndCanBeReadAgain() throws {
        let documents: [(String, VersionState)] = [
            ("form-registration", .ready), ("damaged-page", .degraded),
            ("encrypted-user-password", .needsPassword), ("unreadable", .failed),
        ]
        for (name, state) in documents {
            let (test, receipt) = try makeReadDocument(name)
            XCTAssertEqual(try test.version(receipt).state, state, name)
            let settledAt = try XCTUnwrap(test.version(receipt).settledAt)
            let job = try Reprocessing(store: test.store).retry(version: test.version(receipt))
            XCTAssertEqual(job, receipt.jobID, name)
            let reopened = try test.version(receipt)
            XCTAssertEqual(reopened.state, .processing, name)
            XCTAssertNil(reopened.reason, name)
            XCTAssertNil(reopened.settledAt, name)
            try test.readAll()
            XCTAssertEqual(try test.version(receipt).state, state, name)
            XCTAssertGreaterThan(try XCTUnwrap(test.version(receipt).settledAt), settledAt, name)
        }
    }

    func testOldRecordStaysUntilTheNewOneIsThere() throws {
        let (test, receipt) = try makeReadDocument("form-registration")
        let old = try XCTUnwrap(test.store.records.record(of: test.version(receipt)))
        try Reprocessing(store: test.store).retry(receipt.jobID)
        XCTAssertEqual(
            try test.store.records.record(of: test.version(receipt))?.id, old.id)
        try test.readAll()
        let new = try XCTUnwrap(test.store.records.record(of: test.version(receipt)))
        XCTAssertNotEqual(new.id, old.id)
        XCTAssertEqual(new.pages.map(\.text), old.pages.map(\.text))
        XCTAssertEqual(try test.count("records"), 2, "records are never altered")
    }

    func testOldRecordStaysWhereTheNewReadingFails() throws {
        let (test, receipt) = try makeReadDocument("form-registration")
        let old = try test.version(receipt).recordID
        try Reprocessing(store: test.store).retry(receipt.jobID)
        try test.readAll(FakeHelper().exiting(1).executable)
        XCTAssertEqual(try test.version(receipt).state, .failed)
        XCTAssertEqual(try test.version(receipt).recordID, old)
    }

    func testRetryIsRefusedWhileTheVersionIsProcessed() throws {
        let test = try makeTestStore()
        let receipt = try test.add("form-registration")
        let version = try test.version(receipt)
        assertRefused { _ = try Reprocessing(store: test.store).retry(version: version) }
        _ = try test.claim()
        assertRefused { try Reprocessing(store: test.store).retry(receipt.jobID) }
        XCTAssertEqual(try test.store.queue.find(receipt.jobID).status.state, .running)
    }

    /// The draft of the failed attempt holds a failure for each page.
    func testPagesThatFailedAreReadAgain() throws {
        let test = try makeTestStore()
        let receipt = try test.add("invoice-2026-0417")
        try test.readAll(FakeHelper().opening(pageCount: 1).asked().crashing().executable)
        XCTAssertEqual(try test.version(receipt).state, .failed)
        try Reprocessing(store: test.store).retry(receipt.jobID)
        try test.readAll()
        XCTAssertEqual(try test.version(receipt).state, .ready)
    }

    func testMissingBytesAreNamedAndHealedByTheSameUpload() throws {
        let test = try makeTestStore()
        let receipt = try test.add("form-registration")
        try test.store.blobs.remove(receipt.digest)
        try test.readAll()
        XCTAssertEqual(try test.version(receipt).state, .failed)
        XCTAssertTrue(
            try XCTUnwrap(test.version(receipt).reason).hasPrefix("The stored bytes are missing."))
        try test.add("form-registration")
        try Reprocessing(store: test.store).retry(receipt.jobID)
        try test.readAll()
        XCTAssertEqual(try test.version(receipt).state, .ready)
    }

    // MARK: - Cancelling

    func testWaitingDocumentThatIsCancelledFailsAtOnce() throws {
        let test = try makeTestStore()
        let receipt = try test.add("form-registration")
        try test.store.queue.cancel(receipt.jobID)
        try assertCancelled(receipt, in: test)
    }

    func testRunningDocumentThatIsCancelledStops() throws {
        var settings = JobQueueSettings()
        settings.renewal = .milliseconds(20)
        settings.sweep = .milliseconds(20)
        let test = try makeTestStore(settings)
        let receipt = try test.add("register-300-pages")
        let handler = test.makeHandler { number in
            if number == 10 { try test.store.queue.cancel(receipt.jobID) }
        }
        let runner = test.makeRunner(handler)
        runner.start()
        try test.wait { try test.version(receipt).state.isSettled }
        runner.drain()
        try assertCancelled(receipt, in: test)
        XCTAssertTrue(try (1..<300).contains(test.count("pages")))
    }

    func testCancelledDocumentIsReadOnWhenItIsRetried() throws {
        let test = try makeTestStore()
        let receipt = try test.add("register-extract")
        var limits = ExtractionLimits()
        limits.pagesPerRequest = 1
        let run = try test.claim()
        let handler = test.makeHandler(limits: limits) { number in
            if number == 3 {
                try test.store.queue.cancel(receipt.jobID)
                run.requestStop(.cancelled)
            }
        }
        XCTAssertThrowsError(try handler.run(run))
        try test.store.queue.stop(run.job)
        try assertCancelled(receipt, in: test)

        let read = Mutex(0)
        try Reprocessing(store: test.store).retry(receipt.jobID)
        let second = try test.claim(for: "second")
        try test.complete(second, test.makeHandler { _ in read.withLock { $0 += 1 } }.run(second))
        XCTAssertEqual(try test.version(receipt).state, .ready)
        XCTAssertEqual(read.withLock { $0 }, 5)
    }

    // MARK: - Arranging and asserting

    private func makeReadDocument(_ name: String) throws -> (TestStore, Receipt) {
        let test = try makeTestStore()
        let receipt = try test.add(name)
        try test.readAll()
        return (test, receipt)
    }

    private func assertCancelled(
        _ receipt: Receipt, in test: TestStore, line: UInt = #line
    ) throws {
        let version = try test.version(receipt)
        XCTAssertEqual(version.state, .failed, line: line)
        XCTAssertEqual(
            version.reason, "Reading was cancelled. `muniment jobs retry` reads it.", line: line)
        XCTAssertEqual(
            try test.store.queue.find(receipt.jobID).status.state, .cancelled, line: line)
    }

    private func assertRefused(line: UInt = #line, _ body: () throws -> Void) {
        XCTAssertThrowsError(try body(), line: line) {
            XCTAssertEqual(($0 as? JobQueueError)?.code, .wrongState, "\($0)", line: line)
        }
    }
}
