import Foundation
import StoreTestSupport
import TestSupport
import Worker
import XCTest

@testable import Ingest
@testable import Storage

/// A worker process is stopped in the middle of a document for longer than its lease, and goes on
/// when another has finished it. The long run has the lease of the product and stops for a minute;
/// what a late worker may not do, one call at a time, is in `LateWorkerTests`.
class StoppedWorkerSoakTests: StoreTestCase {
    private static let lease = Soak.rounds(short: 500, long: 10_000)
    private static let stoppedSeconds = Double(Soak.rounds(short: 0, long: 60))

    func testWorkerThatWasStoppedChangesNothingAndWorksOn() throws {
        let test = try makeTestStore()
        let receipt = try test.add("register-300-pages")
        let first = try makeWorker(on: test)
        try test.wait { try test.count("pages") >= 20 }
        try stop(first, test)
        let stoppedAt = Date()
        XCTAssertFalse(try test.version(receipt).state.isSettled)

        let second = try makeWorker(on: test)
        try test.wait(within: 120) { try test.isIdle() }
        XCTAssertEqual(try test.version(receipt).state, .ready)
        let left = Self.stoppedSeconds + stoppedAt.timeIntervalSinceNow
        if left > 0 { Signal().wait(beyond: 0, until: Date(timeIntervalSinceNow: left)) }
        second.kill()
        let before = try StoreDump(of: test.store)

        kill(first.processID, SIGCONT)
        XCTAssertEqual(
            try first.line("word of the lost lease"), "late \(receipt.jobID)")
        let after = try StoreDump(of: test.store)
        XCTAssertEqual(before.rows, after.rows)
        XCTAssertEqual(Set(before.blobs.keys), Set(after.blobs.keys))
        XCTAssertTrue(before.blobs == after.blobs)

        let next = try test.add("invoice-2026-0417")
        try test.wait { try test.version(next).state.isSettled }
        XCTAssertEqual(try test.version(next).state, .ready)
    }

    /// Stops a worker where it holds up nobody: one that is stopped while it writes has the
    /// database, as long as it is stopped, to itself.
    private func stop(_ worker: TestTool, _ test: TestStore) throws {
        try eventually("a stop between two transactions") {
            kill(worker.processID, SIGSTOP)
            let written = Gate()
            Thread.detachNewThread {
                if (try? test.store.database.write { _ in }) != nil { written.open() }
            }
            if (try? written.wait("the turn to write", seconds: 0.3)) != nil { return true }
            kill(worker.processID, SIGCONT)
            try written.wait("the turn to write")
            return false
        }
    }

    private func makeWorker(on test: TestStore) throws -> TestTool {
        let location = test.store.location
        let worker = try TestTool(
            arguments: ["read", "\(Self.lease)", location.folder]
                + [location.database?.text, location.blobs?.text].compactMap { $0 })
        XCTAssertEqual(try worker.line("its start"), "working")
        return worker
    }
}

extension TestStore {
    fileprivate func isIdle() throws -> Bool {
        let counts = try store.queue.counts()
        return counts[.available, default: 0] + counts[.running, default: 0] == 0
    }
}
