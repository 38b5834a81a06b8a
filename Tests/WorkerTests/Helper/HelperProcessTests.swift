import Foundation
import TestSupport
import XCTest

@testable import Worker

final class HelperProcessTests: XCTestCase {
    private func makeHelper(_ arguments: String...) throws -> HelperProcess {
        try HelperProcess(
            HelperProcess.Executable(path: TestTool.path, arguments: ["helper"] + arguments),
            maxPayload: 1 << 20)
    }

    func testFramesGoThereAndBack() throws {
        let helper = try makeHelper("echo")
        try helper.assertEchoes([])
        try helper.assertEchoes(Array(repeating: 9, count: 1 << 20))
    }

    func testTheEnvironmentIsEmpty() throws {
        setenv("MUNIMENT_TEST_SECRET", "x", 1)
        defer { unsetenv("MUNIMENT_TEST_SECRET") }
        XCTAssertEqual(try makeHelper("environment").answer(), "")
    }

    func testOnlyTheStandardStreamsAndTheChannelAreOpen() throws {
        let leaks = (0..<8).map { _ in dup(0) }
        defer { for leak in leaks { close(leak) } }
        XCTAssertEqual(try makeHelper("descriptors").answer(), "0 1 2 3")
    }

    func testAFileIsHandedOverAsADescriptor() throws {
        let folder = try TemporaryFolder()
        let url = URL(fileURLWithPath: folder.path("file"))
        try Data(repeating: 1, count: 12_345).write(to: url)
        let file = try FileHandle(forReadingFrom: url)
        let helper = try makeHelper("count")
        try helper.channel.send(descriptor: file.fileDescriptor)
        XCTAssertEqual(try helper.answer(), "12345")
    }

    func testAnExitIsSeenAsClosed() throws {
        let helper = try makeHelper("exit")
        XCTAssertThrowsError(try helper.channel.receive(by: Date(timeIntervalSinceNow: 20))) {
            XCTAssertEqual($0 as? FrameChannel.Failure, .closed)
        }
        XCTAssertEqual(helper.waitForEnd(), .exited(7))
        XCTAssertEqual(helper.kill(), .exited(7))
    }

    func testASilentHelperTimesOutAndCanBeKilled() throws {
        let helper = try makeHelper("wait")
        XCTAssertEqual(try helper.answer(), "confined")
        XCTAssertThrowsError(try helper.channel.receive(by: Date(timeIntervalSinceNow: 0.02))) {
            XCTAssertEqual($0 as? FrameChannel.Failure, .timedOut)
        }
        XCTAssertEqual(helper.kill(), .killed(signal: SIGKILL))
        XCTAssertEqual(helper.kill(), .killed(signal: SIGKILL))
    }

    func testAHelperStepsBackBehindOthers() throws {
        let helper = try makeHelper("wait")
        XCTAssertEqual(try helper.answer(), "confined")
        let which = __priority_which_t(PRIO_PROCESS.rawValue)
        let before = getpriority(which, id_t(helper.processID))
        helper.stepBack()
        XCTAssertEqual(getpriority(which, id_t(helper.processID)), max(10, before))
    }

    func testAKilledHelperIsReaped() throws {
        let helper = try makeHelper("echo")
        try helper.assertEchoes()
        XCTAssertTrue(isProcessKnown(helper.processID))
        helper.kill()
        XCTAssertFalse(isProcessKnown(helper.processID))
    }

    func testTheLastReferenceEndsTheProcess() throws {
        var helper: HelperProcess? = try makeHelper("echo")
        try helper?.assertEchoes()
        let processID = try XCTUnwrap(helper?.processID)
        helper = nil
        XCTAssertFalse(isProcessKnown(processID))
    }

    func testAMissingExecutableIsATransientFailure() throws {
        let executable = HelperProcess.Executable(path: "/nonexistent", arguments: [])
        XCTAssertThrowsError(try HelperProcess(executable, maxPayload: 1)) {
            let failure = $0 as? JobFailure
            XCTAssertEqual(failure?.failureClass, .transient)
            XCTAssertEqual(failure?.code, "no_helper")
        }
    }
}
