import Storage
import TestSupport
import XCTest

@testable import API

final class ReadinessTests: XCTestCase {
    private func makeReadiness(
        patience: Duration = .seconds(20), _ probes: [Readiness.Probe]
    ) -> Readiness {
        Readiness(probes, patience: patience, freshness: .zero)
    }

    private func probe(_ name: String, isOK: Bool) -> Readiness.Probe {
        Readiness.Probe(name: name) { HealthCheck(name, isOK: isOK, "As the test says.") }
    }

    func testAllChecksHaveToHold() {
        let good = makeReadiness([probe("a", isOK: true), probe("b", isOK: true)]).report()
        XCTAssertEqual(good.status, .ready)
        let bad = makeReadiness([probe("a", isOK: true), probe("b", isOK: false)]).report()
        XCTAssertEqual(bad.status, .unready)
        XCTAssertEqual(bad.checks.map(\.name), ["a", "b"])
        XCTAssertEqual(bad.checks.map(\.isOK), [true, false])
    }

    func testACheckThatThrowsFailsWithoutPathsOrCauses() {
        let report = makeReadiness([
            Readiness.Probe(name: "rows") {
                throw StorageError(.unavailable, "It is away.", path: "/secret/place")
            },
            Readiness.Probe(name: "bytes") { throw TimedOut("/secret/place") },
        ]).report()
        XCTAssertEqual(report.checks.map(\.isOK), [false, false])
        XCTAssertEqual(report.checks.map(\.message), ["It is away.", "The check failed."])
    }

    private struct TimedOut: Error, CustomStringConvertible {
        let description: String
        init(_ description: String) { self.description = description }
    }

    func testACheckThatHangsFailsAloneAndIsNotStartedTwice() throws {
        let gate = Gate()
        let calls = Recorder<Void>()
        let readiness = makeReadiness(
            patience: .milliseconds(200),
            [
                Readiness.Probe(name: "stuck") {
                    calls.open()
                    try gate.wait("the test")
                    return HealthCheck("stuck", isOK: true, "Free.")
                },
                probe("other", isOK: true),
            ])
        for _ in 0..<2 {
            let report = readiness.report()
            XCTAssertEqual(report.checks.map(\.isOK), [false, true])
            XCTAssertEqual(report.checks[0].message, "There was no answer in time.")
        }
        XCTAssertEqual(calls.all.count, 1)
        gate.open()
        try eventually("the check to come back") { readiness.report().status == .ready }
    }
}
