import Foundation
import Ingest
import Storage
import StoreTestSupport
import TestSupport
import XCTest

@testable import API

final class InvariantWatchTests: XCTestCase {
    private func makeWatch(
        of test: TestStore, _ lines: Recorder<String> = Recorder(),
        _ change: (inout InvariantWatch.Settings) -> Void = { _ in }
    ) -> InvariantWatch {
        var settings = InvariantWatch.Settings()
        change(&settings)
        return InvariantWatch(store: test.store, settings: settings) { lines.note($0) }
    }

    private func makeBrokenStore() throws -> (TestStore, Receipt) {
        let test = try TestStore()
        let receipt = try test.add("invoice-2026-0417")
        try test.store.blobs.remove(receipt.digest)
        return (test, receipt)
    }

    func testAServerIsReadyBeforeTheFirstLookHasEnded() throws {
        XCTAssertTrue(makeWatch(of: try TestStore()).healthCheck.isOK)
    }

    func testAViolationIsNotReadyUntilItIsMended() throws {
        let (test, _) = try makeBrokenStore()
        let watch = makeWatch(of: test)
        watch.look()
        XCTAssertFalse(watch.healthCheck.isOK)
        XCTAssertEqual(watch.healthCheck.figures, ["rows_have_blobs": 1])
        XCTAssertEqual(watch.healthCheck.message, StoreInvariant.rowsHaveBlobs.complaint)
        try test.add("invoice-2026-0417")
        watch.look()
        XCTAssertTrue(watch.healthCheck.isOK)
    }

    func testAViolationMayBeAWarning() throws {
        let (test, _) = try makeBrokenStore()
        let watch = makeWatch(of: test) { $0.violationsAreUnready = false }
        watch.look()
        XCTAssertTrue(watch.healthCheck.isOK)
        XCTAssertTrue(watch.healthCheck.message.hasPrefix("Warning: "))
    }

    func testTheLogTellsOfAViolationOnceAndOfItsEnd() throws {
        let (test, receipt) = try makeBrokenStore()
        let lines = Recorder<String>()
        let watch = makeWatch(of: test, lines)
        for _ in 0..<3 { watch.look() }
        XCTAssertEqual(lines.all.count, 1)
        XCTAssertTrue(lines.all[0].contains("rows_have_blobs"), lines.all[0])
        XCTAssertTrue(lines.all[0].contains(receipt.versionID.text), lines.all[0])
        try test.add("invoice-2026-0417")
        watch.look()
        XCTAssertEqual(lines.all.last, "invariant rows_have_blobs holds again")
    }

    func testMetricsCountViolationsAndLooks() throws {
        let (test, _) = try makeBrokenStore()
        let watch = makeWatch(of: test)
        watch.look()
        var text = PrometheusText()
        text.add(watch.found)
        for line in [
            #"muniment_invariant_checks_total{outcome="done"} 1"#,
            #"muniment_invariant_violations{invariant="rows_have_blobs"} 1"#,
            #"muniment_invariant_violations{invariant="leases_kept"} 0"#,
        ] {
            XCTAssertTrue(text.text.contains(line + "\n"), "\(line) in\n\(text.text)")
        }
    }

    func testALookThatCannotBeMadeIsNotReady() throws {
        let test = try TestStore()
        let watch = makeWatch(of: test)
        watch.look()
        try test.store.database.write { db in
            try db.execute("ALTER TABLE jobs RENAME TO elsewhere")
        }
        watch.look()
        XCTAssertFalse(watch.healthCheck.isOK)
        XCTAssertEqual(watch.found.failures, 1)
    }

    func testItLooksByItselfUntilItIsStopped() throws {
        let (test, _) = try makeBrokenStore()
        let lines = Recorder<String>()
        let watch = makeWatch(of: test, lines) { $0.interval = .milliseconds(1) }
        watch.start()
        try eventually("three looks") { watch.found.checks > 2 }
        watch.stop()
        XCTAssertEqual(lines.all.count, 1)
    }
}
