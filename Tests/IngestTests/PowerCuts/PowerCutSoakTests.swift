import TestSupport
import XCTest

/// Every state that a power cut may leave of the commit path is recovered from.
final class PowerCutSoakTests: XCTestCase {
    private static let limits = PowerCuts.Limits(
        exhaustive: Soak.rounds(short: 512, long: 4_096), drawn: Soak.rounds(short: 8, long: 500),
        pairs: Soak.isLong)

    private func check(_ scenario: CutScenario, line: UInt = #line) throws {
        for round in 0..<UInt64(Soak.rounds(short: 1, long: 3)) {
            let findings = try scenario.record().check(
                Self.limits, maxStates: Soak.rounds(short: 150, long: 20_000),
                seed: Soak.seed &+ round)
            print(
                "\(scenario.name): \(findings.checkedCount) of \(findings.stateCount) states "
                    + "recovered from")
            XCTAssertEqual(
                findings.violations, [], "\(scenario.name), seed \(Soak.seed)", line: line)
            XCTAssertGreaterThan(findings.checkedCount, 2, line: line)
        }
    }

    func testFirstStart() throws { try check(.firstStart) }

    func testOneUpload() throws { try check(.oneUpload) }

    func testSameBytesTwice() throws { try check(.sameBytesTwice) }

    func testHeal() throws { try check(.heal) }

    func testTwoUploadsAtOnce() throws { try check(.twoUploadsAtOnce) }

    func testCheckpoint() throws { try check(.checkpoint) }

    func testRecordWithItsThumbnails() throws { try check(.record) }

    func testRemoval() throws { try check(.removal) }

    func testCollection() throws { try check(.collection) }
}
