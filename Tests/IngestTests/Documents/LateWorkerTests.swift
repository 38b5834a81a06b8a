import Storage
import StoreTestSupport
import XCTest

@testable import Ingest
@testable import Worker

/// A worker whose claim is over writes nothing more.
class LateWorkerTests: StoreTestCase {
    func testPagesOfALateWorkerAreNotKept() throws {
        let test = try makeStoreWithoutLeases()
        try test.add("slides-outline")
        let late = try test.claim()
        let handler = test.makeHandler { number in
            if number == 3 { try test.takeOver() }
        }
        assertLeaseLost { _ = try handler.run(late) }
        XCTAssertEqual(try test.count("pages"), 2)
    }

    func testRecordOfALateWorkerIsNotKept() throws {
        let test = try makeStoreWithoutLeases()
        let receipt = try test.add("slides-outline")
        let late = try test.claim()
        let outcome = try test.makeHandler().run(late)
        try test.takeOver()
        assertLeaseLost { try test.complete(late, outcome) }
        XCTAssertEqual(try test.count("records WHERE finished_at IS NOT NULL"), 0)
        XCTAssertEqual(try test.version(receipt).state, .processing)
        XCTAssertNil(try test.version(receipt).recordID)
    }

    func testFailureOfALateWorkerIsNotTheVersions() throws {
        let test = try makeStoreWithoutLeases()
        let receipt = try test.add("unreadable")
        let late = try test.claim()
        try test.takeOver()
        assertLeaseLost {
            try test.store.queue.fail(
                late.job, JobFailure(.document, code: "unreadable", message: "late"))
        }
        XCTAssertEqual(try test.version(receipt).state, .processing)
    }

    func testTheOneWhoTookOverFinishes() throws {
        let test = try makeStoreWithoutLeases()
        let receipt = try test.add("slides-outline")
        let late = try test.claim()
        let lateOutcome = try test.makeHandler().run(late)
        let second = try test.takeOver()
        try test.complete(second, test.makeHandler().run(second))
        assertLeaseLost { try test.complete(late, lateOutcome) }
        XCTAssertEqual(try test.version(receipt).state, .ready)
        XCTAssertEqual(try test.count("records"), 1)
        XCTAssertEqual(try test.count("pages"), 8)
    }

    /// Leases end as they are taken.
    private func makeStoreWithoutLeases() throws -> TestStore {
        var settings = JobQueueSettings()
        settings.lease = .zero
        return try makeTestStore(settings)
    }

    private func assertLeaseLost(line: UInt = #line, _ body: () throws -> Void) {
        XCTAssertThrowsError(try body(), line: line) {
            XCTAssertEqual(($0 as? JobQueueError)?.code, .leaseLost, "\($0)", line: line)
        }
    }
}

extension TestStore {
    /// Has another worker claim the job whose lease is over.
    @discardableResult
    fileprivate func takeOver() throws -> JobRun {
        XCTAssertEqual(try store.queue.releaseLapsedJobs(), 1)
        return try claim(for: "second")
    }
}
