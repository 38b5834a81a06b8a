import Foundation
import Hashing
import Storage
import StoreTestSupport
import Synchronization
import TestSupport
import XCTest

@testable import Ingest
@testable import Worker

/// A document whose worker goes away is read on by the next one.
class ResumeTests: StoreTestCase {
    func testPagesThatWereKeptAreNotReadAgain() throws {
        let test = try makeTestStore()
        let receipt = try test.add("register-extract")
        let kept = try stopInTheMiddle(test)
        XCTAssertTrue((1..<8).contains(kept), "\(kept)")

        let read = Mutex(0)
        let second = try test.claim(for: "second")
        let outcome = try test.makeHandler { _ in read.withLock { $0 += 1 } }.run(second)
        try test.complete(second, outcome)
        XCTAssertEqual(read.withLock { $0 }, 8 - kept)
        XCTAssertEqual(try test.version(receipt).state, .ready)
        let record = try XCTUnwrap(test.store.records.record(of: test.version(receipt)))
        XCTAssertEqual(record.pages.map(\.number), Array(0..<8))
        XCTAssertEqual(try test.count("records"), 1)
    }

    func testPagesWhoseThumbnailsAreLostAreReadAgain() throws {
        let test = try makeTestStore()
        let receipt = try test.add("register-extract")
        let kept = try stopInTheMiddle(test)
        let thumbnails = try draftThumbnails(test)
        XCTAssertEqual(thumbnails.count, kept)
        try test.store.blobs.remove(thumbnails[0])

        let read = Mutex(0)
        let second = try test.claim(for: "second")
        let outcome = try test.makeHandler { _ in read.withLock { $0 += 1 } }.run(second)
        try test.complete(second, outcome)
        XCTAssertEqual(read.withLock { $0 }, 8 - kept + 1)
        let record = try XCTUnwrap(test.store.records.record(of: test.version(receipt)))
        XCTAssertEqual(record.pages.map(\.number), Array(0..<8))
        XCTAssertTrue(try StoreVerification(store: test.store).run().isSound)
    }

    func testResumedRecordIsTheOneOfASingleAttempt() throws {
        let test = try makeTestStore()
        let receipt = try test.add("register-extract")
        _ = try stopInTheMiddle(test)
        try test.readAll()
        let resumed = try XCTUnwrap(test.store.records.record(of: test.version(receipt)))
        let whole = try sampleLibrary().record("register-extract")
        XCTAssertEqual(resumed.pages.map(\.text), whole.pages.map(\.text))
        XCTAssertEqual(resumed.pages.map(\.layout), whole.pages.map(\.layout))
        XCTAssertEqual(resumed.pages.map(\.hash), whole.pages.map(\.hash))
        XCTAssertEqual(resumed.headingRanks, whole.headingRanks)
    }

    func testDraftIsInvisible() throws {
        let test = try makeTestStore()
        let receipt = try test.add("register-extract")
        _ = try stopInTheMiddle(test)
        let version = try test.version(receipt)
        XCTAssertEqual(version.state, .processing)
        XCTAssertNil(try test.store.records.record(of: version))
        XCTAssertEqual(try test.store.records.pageTexts(of: version), [])
        XCTAssertNil(try test.store.catalog.document(named: receipt.documentID.text).pageCount)
        XCTAssertEqual(try test.store.catalog.settled(since: receipt.receivedAt).count, 0)
    }

    func testPagesOfAnotherRevisionAreReadAgain() throws {
        let test = try makeTestStore()
        try test.add("register-extract")
        _ = try stopInTheMiddle(test)
        try test.store.database.write { db in
            _ = try db.execute("UPDATE records SET revision = 'older'")
        }
        let read = Mutex(0)
        let second = try test.claim(for: "second")
        let outcome = try test.makeHandler { _ in read.withLock { $0 += 1 } }.run(second)
        try test.complete(second, outcome)
        XCTAssertEqual(read.withLock { $0 }, 8)
        XCTAssertEqual(try test.count("records"), 1)
        XCTAssertEqual(try test.count("pages"), 8)
    }

    func testDrainedWorkerHandsALongDocumentToTheNext() throws {
        let test = try makeTestStore()
        let receipt = try test.add("register-300-pages")
        let reached = DispatchSemaphore(value: 0)
        let first = test.makeRunner(
            test.makeHandler { if $0 == 60 { reached.signal() } }, drainGrace: .zero)
        first.start()
        XCTAssertEqual(reached.wait(timeout: .now() + 30), .success)
        first.drain()
        let job = try test.store.queue.find(receipt.jobID)
        XCTAssertEqual(job.status.state, .available)
        XCTAssertEqual(job.status.attempt, 0, "handing back uses no attempt up")
        let kept = try test.count("pages")
        XCTAssertTrue((50..<300).contains(kept), "\(kept)")

        let read = Mutex(0)
        let second = test.makeRunner(test.makeHandler { _ in read.withLock { $0 += 1 } })
        second.start()
        try test.wait { try test.version(receipt).state.isSettled }
        second.drain()
        XCTAssertEqual(read.withLock { $0 }, 300 - kept)
        try assertWholeBook(test, receipt)
    }

    func testKilledWorkersDocumentIsReadOnWithin15Seconds() throws {
        let test = try makeTestStore()
        let receipt = try test.add("register-300-pages")
        let worker = try startWorker(on: test)
        try test.wait { try test.count("pages") >= 20 }
        kill(worker.processIdentifier, SIGKILL)
        worker.waitUntilExit()
        let killedAt = Timestamp.now()
        let kept = try test.count("pages")
        XCTAssertTrue((20..<300).contains(kept), "\(kept)")
        // A thumbnail that no page names is a page that is read a second time.
        let redone = try StoreVerification(store: test.store).run().orphans.count
        XCTAssertLessThanOrEqual(redone, 2, "one a helper")

        let read = Mutex(0)
        let second = test.makeRunner(test.makeHandler { _ in read.withLock { $0 += 1 } })
        second.start()
        try test.wait { try test.version(receipt).state.isSettled }
        second.drain()
        let job = try test.store.queue.find(receipt.jobID)
        XCTAssertLessThanOrEqual(try XCTUnwrap(job.claimedAt) - killedAt, .seconds(15))
        XCTAssertEqual(read.withLock { $0 }, 300 - kept)
        try assertWholeBook(test, receipt)
    }

    // MARK: - Arranging

    /// Has a worker read some pages and hand the job back; returns how many it kept.
    private func stopInTheMiddle(_ test: TestStore) throws -> Int {
        var limits = ExtractionLimits()
        limits.pagesPerRequest = 2
        let run = try test.claim()
        let handler = test.makeHandler(limits: limits) { number in
            if number == 3 { run.requestStop(.draining) }
        }
        XCTAssertThrowsError(try handler.run(run)) { XCTAssertTrue($0 is JobStopped, "\($0)") }
        try test.store.queue.handBack(run.job)
        return try test.count("pages")
    }

    private func draftThumbnails(_ test: TestStore) throws -> [Digest] {
        try test.store.database.read { db in
            try db.query("SELECT thumbnail FROM pages ORDER BY number").compactMap {
                Digest(hex: try $0.text("thumbnail"))
            }
        }
    }

    private func startWorker(on test: TestStore) throws -> Process {
        let worker = Process()
        worker.executableURL = URL(fileURLWithPath: HelperProcess.Executable.builtProgram)
        worker.arguments = ["worker", "--workers", "2"] + test.store.location.options
        worker.standardOutput = FileHandle.nullDevice
        worker.standardError = FileHandle.nullDevice
        try worker.run()
        return worker
    }

    private func assertWholeBook(
        _ test: TestStore, _ receipt: Receipt, line: UInt = #line
    ) throws {
        XCTAssertEqual(try test.version(receipt).state, .ready, line: line)
        XCTAssertEqual(try test.count("records"), 1, line: line)
        let record = try XCTUnwrap(test.store.records.record(of: test.version(receipt)))
        XCTAssertEqual(record.pages.map(\.number), Array(0..<300), line: line)
        XCTAssertTrue(try StoreVerification(store: test.store).run().isSound, line: line)
    }
}

extension StoreLocation {
    /// How a command line names the place.
    fileprivate var options: [String] {
        ["--data", folder] + (database.map { ["--database", $0.text] } ?? [])
            + (blobs.map { ["--blobs", $0.text] } ?? [])
    }
}
