import Foundation
import TestSupport
import XCTest

@testable import Worker

/// The kernel's limits, each inside a real child.
final class ConfinementTests: XCTestCase {
    private func makeHelper(_ executable: HelperProcess.Executable) throws -> HelperProcess {
        try HelperProcess(executable, maxPayload: 1 << 20)
    }

    func testMemoryBeyondTheLimitIsRefused() throws {
        XCTAssertEqual(try makeHelper(.tool("memory")).answer(), "given refused")
    }

    func testCPUTimeBeyondTheLimitEndsTheProcess() throws {
        let helper = try makeHelper(.tool("cpu"))
        XCTAssertEqual(try helper.answer(), "burning")
        XCTAssertThrowsError(try helper.channel.receive(by: Date(timeIntervalSinceNow: 30))) {
            XCTAssertEqual($0 as? FrameChannel.Failure, .closed)
        }
        XCTAssertEqual(helper.waitForEnd(), .killed(signal: SIGXCPU))
    }

    func testNothingCanBeWrittenToAFile() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("file")
        XCTAssertEqual(try makeHelper(.tool("file", path)).answer(), "refused")
        XCTAssertEqual((try? Data(contentsOf: URL(fileURLWithPath: path)))?.count ?? 0, 0)
    }

    func testTheProcessDiesWithItsParent() throws {
        let parent = try makeHelper(.tool("orphan"))
        let child = try XCTUnwrap(Int32(try parent.answer()))
        XCTAssertTrue(isProcessRunning(child))
        parent.kill()
        try eventually("the end of the orphan") { !isProcessRunning(child) }
    }
}
