import Foundation
import PDF
import Worker
import XCTest

@testable import Ingest

/// A helper may say and do anything; the parent names what happened.
final class HelperSessionTests: XCTestCase {
    // MARK: - While opening

    func testOpenedDocumentTellsItsFacts() throws {
        let session = try makeSession(FakeHelper().opening(pageCount: 3).stalling())
        XCTAssertEqual(session.facts.pageCount, 3)
    }

    func testRefusalIsTheDocuments() throws {
        let error = PDFError(code: .needsPassword, message: "locked")
        let helper = try FakeHelper().sending(.refused(error)).stalling()
        XCTAssertThrowsError(try makeSession(helper)) { XCTAssertEqual($0 as? PDFError, error) }
    }

    func testHelperThatEndsAtItsStartHasCrashed() {
        assertDeath(.crashed(.exited(7)), page: nil) { try makeSession(FakeHelper().exiting(7)) }
    }

    func testHelperThatIsKilledHasCrashed() {
        assertDeath(.crashed(.killed(signal: SIGSEGV)), page: nil) {
            try makeSession(FakeHelper().crashing())
        }
    }

    func testHelperThatHangsUpHasCrashed() {
        assertDeath(.crashed(.killed(signal: SIGKILL)), page: nil) {
            try makeSession(FakeHelper().hangingUp())
        }
    }

    func testProgramThatIsNoHelperHasCrashed() {
        assertDeath(.crashed(.exited(0)), page: nil) {
            try makeSession(HelperProcess.Executable(path: "/bin/true", arguments: []))
        }
    }

    func testSilentHelperIsStalled() {
        assertDeath(.stalled(seconds: 0.3), page: nil) {
            try makeSession(FakeHelper().stalling(), pageSeconds: 0.3)
        }
    }

    func testHelperThatStopsWithinAFrameIsStalled() {
        assertDeath(.stalled(seconds: 0.3), page: nil) {
            try makeSession(
                FakeHelper().sending([200, 0, 0, 0, 1, 65]).stalling(), pageSeconds: 0.3)
        }
    }

    func testDocumentThatTakesTooLongAsAWholeIsOutOfTime() {
        assertDeath(.outOfTime, page: nil) {
            try makeSession(FakeHelper().stalling(), deadline: Date(timeIntervalSinceNow: 0.2))
        }
    }

    func testGarbageIsMisbehaviour() {
        assertDeath(.misbehaved, page: nil) {
            try makeSession(FakeHelper().sending(Frame(kind: 99, payload: [1])).stalling())
        }
        assertDeath(.misbehaved, page: nil) {
            try makeSession(
                FakeHelper().sending(Frame(kind: 1, payload: Array("{".utf8))).stalling())
        }
    }

    func testFrameOverTheLimitIsMisbehaviour() {
        assertDeath(.misbehaved, page: nil) {
            try makeSession(FakeHelper().sending([0xff, 0xff, 0xff, 0xff, 1]).stalling())
        }
    }

    func testPageCountsThatNoDocumentHasAreMisbehaviour() {
        for count in [-1, 0, 20_001, Int.max] {
            assertDeath(.misbehaved, page: nil) {
                try makeSession(FakeHelper().opening(pageCount: count).stalling())
            }
        }
    }

    func testPageInsteadOfFactsIsMisbehaviour() {
        assertDeath(.misbehaved, page: nil) {
            try makeSession(FakeHelper().sending(.page(.blank(number: 0))).stalling())
        }
    }

    func testWaitingEndsWhenTheJobShouldStop() {
        XCTAssertThrowsError(
            try makeSession(FakeHelper().stalling(), checkStop: { throw JobStopped() })
        ) { XCTAssertTrue($0 is JobStopped) }
    }

    // MARK: - While reading

    func testPagesAndFailuresAreHandedOverInOrder() throws {
        let session = try makeSession(
            FakeHelper().opening(pageCount: 2).sending(.page(.blank(number: 0)))
                .sending(.pageFailed(1, reason: "gone")).stalling())
        XCTAssertEqual(try read(session, 0..<2), ["0 read", "1 gone"])
    }

    func testCrashCostsThePageThatWasNotGiven() throws {
        let session = try makeSession(
            FakeHelper().opening(pageCount: 3).asked().sending(.page(.blank(number: 0))).crashing())
        var seen: [String] = []
        assertDeath(.crashed(.killed(signal: SIGSEGV)), page: 1) {
            try read(session, 0..<3, into: &seen)
        }
        XCTAssertEqual(seen, ["0 read"])
    }

    func testHelperThatIsGoneBeforeItIsAskedCostsTheFirstPage() throws {
        let session = try makeSession(FakeHelper().opening(pageCount: 9).exiting(3))
        assertDeath(.crashed(.exited(3)), page: 4) { try read(session, 4..<9) }
    }

    func testPageThatNeverComesIsStalled() throws {
        let session = try makeSession(
            FakeHelper().opening(pageCount: 2).stalling(), pageSeconds: 0.3)
        assertDeath(.stalled(seconds: 0.3), page: 0) { try read(session, 0..<2) }
    }

    func testSecondLookHasItsOwnPatience() throws {
        let session = try makeSession(
            FakeHelper().opening(pageCount: 2).stalling(), pageSeconds: 60, salvageSeconds: 0.2)
        assertDeath(.stalled(seconds: 0.2), page: 1) { try read(session, 1..<2, .textOnly) }
    }

    func testAnotherPageThanWasAskedForIsMisbehaviour() throws {
        let session = try makeSession(
            FakeHelper().opening(pageCount: 2).sending(.page(.blank(number: 1))).stalling())
        assertDeath(.misbehaved, page: 0) { try read(session, 0..<2) }
    }

    func testFailureOfAnotherPageIsMisbehaviour() throws {
        let session = try makeSession(
            FakeHelper().opening(pageCount: 2).sending(.pageFailed(5, reason: "")).stalling())
        assertDeath(.misbehaved, page: 0) { try read(session, 0..<2) }
    }

    func testPageThatCannotBeDecodedIsMisbehaviour() throws {
        let session = try makeSession(
            FakeHelper().opening(pageCount: 2).sending(Frame(kind: 3, payload: [0, 1, 2]))
                .stalling())
        assertDeath(.misbehaved, page: 0) { try read(session, 0..<2) }
    }

    // MARK: - Reasons

    func testOnlyWantOfRoomIsWorthAnotherAttempt() {
        let roomy: [HelperSession.Death.Cause] = [
            .stalled(seconds: 1), .outOfTime, .crashed(.killed(signal: SIGABRT)),
            .crashed(.killed(signal: SIGXCPU)),
        ]
        let final: [HelperSession.Death.Cause] = [
            .misbehaved, .crashed(.exited(1)), .crashed(.killed(signal: SIGSEGV)),
        ]
        XCTAssertTrue(roomy.allSatisfy(\.isForWantOfRoom))
        XCTAssertFalse(final.contains(where: \.isForWantOfRoom))
        XCTAssertEqual(Set((roomy + final).map(\.reason)).count, 7)
    }

    // MARK: - Making sessions

    private func makeSession(
        _ helper: FakeHelper, pageSeconds: Double = 30, salvageSeconds: Double = 30,
        deadline: Date = .distantFuture, checkStop: @escaping () throws -> Void = {}
    ) throws -> HelperSession {
        try makeSession(
            helper.executable, pageSeconds: pageSeconds, salvageSeconds: salvageSeconds,
            deadline: deadline, checkStop: checkStop)
    }

    private func makeSession(
        _ executable: HelperProcess.Executable, pageSeconds: Double = 30,
        salvageSeconds: Double = 30, deadline: Date = .distantFuture,
        checkStop: @escaping () throws -> Void = {}
    ) throws -> HelperSession {
        var limits = ExtractionLimits()
        limits.pageSeconds = pageSeconds
        limits.salvageSeconds = salvageSeconds
        let blob = open("/dev/null", O_RDONLY)
        defer { close(blob) }
        return try HelperSession(
            HelperProcess(executable, maxPayload: 1 << 20), blob: blob, limits: limits,
            deadline: deadline, checkStop: checkStop)
    }

    private func read(
        _ session: HelperSession, _ pages: Range<Int>, _ scope: PageScope = .textAndPicture
    ) throws -> [String] {
        var seen: [String] = []
        try read(session, pages, scope, into: &seen)
        return seen
    }

    private func read(
        _ session: HelperSession, _ pages: Range<Int>, _ scope: PageScope = .textAndPicture,
        into seen: inout [String]
    ) throws {
        try session.read(PageRange(pages: pages, scope: scope), deadline: .distantFuture) {
            switch $1 {
            case .success: seen.append("\($0) read")
            case .failure(let failure): seen.append("\($0) \(failure.reason)")
            }
        }
    }

    private func assertDeath<Value>(
        _ cause: HelperSession.Death.Cause, page: Int?, line: UInt = #line,
        _ body: () throws -> Value
    ) {
        XCTAssertThrowsError(try body(), line: line) {
            let death = $0 as? HelperSession.Death
            XCTAssertEqual(death?.cause, cause, "\($0)", line: line)
            XCTAssertEqual(death?.page, page, line: line)
        }
    }
}
