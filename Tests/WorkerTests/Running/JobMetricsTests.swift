import Storage
import TestSupport
import XCTest

@testable import Worker

final class JobMetricsTests: XCTestCase {
    func testAttemptsAreCountedByOutcome() throws {
        let fixture = try RunnerFixture(slots: 1) { run in
            guard run.job.status.attempt > 1 else {
                throw JobFailure(.transient, code: "again", message: "Not yet.")
            }
            return RunnerFixture.effect(run)
        }
        fixture.runner.start()
        try fixture.wait(for: .completed, of: fixture.enqueue())
        fixture.runner.drain()
        let counts = fixture.runner.metrics.all
        XCTAssertEqual(counts[.init(kind: "test", outcome: .completed)]?.attempts, 1)
        XCTAssertEqual(counts[.init(kind: "test", outcome: .failed(.transient))]?.attempts, 1)
        XCTAssertEqual(counts.count, 2)
    }

    func testWhatIsHandedBackIsNoFailure() throws {
        let started = Gate()
        let fixture = try RunnerFixture(slots: 1, drainGrace: .zero) { run in
            started.open()
            return try RunnerFixture.workUntilStopped(run)
        }
        fixture.runner.start()
        try fixture.enqueue()
        try started.wait("the job's start")
        fixture.runner.drain()
        XCTAssertEqual(fixture.runner.metrics.all.keys.map(\.outcome.name), ["handed_back"])
    }

    func testDurationsFallIntoBuckets() {
        let metrics = JobMetrics()
        for milliseconds in [1, 50, 51, 3_600_000] {
            metrics.record("read", .completed, .milliseconds(milliseconds))
        }
        let counts = metrics.all[.init(kind: "read", outcome: .completed)]
        XCTAssertEqual(counts?.durations.first, 2)
        XCTAssertEqual(counts?.durations[1], 1)
        XCTAssertEqual(counts?.durations.last, 1)
        XCTAssertEqual(counts?.seconds ?? 0, 3_600.102, accuracy: 1e-9)
    }
}
