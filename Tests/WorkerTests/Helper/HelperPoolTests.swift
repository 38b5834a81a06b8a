import Foundation
import TestSupport
import XCTest

@testable import Worker

final class HelperPoolTests: XCTestCase {
    private func makePool(_ executable: HelperProcess.Executable, warm: Int) -> HelperPool {
        HelperPool(executable, maxPayload: 1 << 20, maxWarm: warm)
    }

    /// The helpers that have left their names in `folder`.
    private func started(_ folder: TemporaryFolder) throws -> Set<Int32> {
        Set(
            try FileManager.default.contentsOfDirectory(atPath: folder.path).compactMap {
                Int32($0)
            })
    }

    func testNoHelperIsStartedBeforeItIsAskedFor() throws {
        let folder = try TemporaryFolder()
        let pool = makePool(.tool("sign", folder.path), warm: 2)
        XCTAssertEqual(try started(folder), [])
        try pool.take().assertEchoes()
        XCTAssertFalse(try started(folder).isEmpty)
    }

    func testHelpersAreReadyAndReplacedWhenTaken() throws {
        let folder = try TemporaryFolder()
        let pool = makePool(.tool("sign", folder.path), warm: 2)
        pool.prepare()
        try eventually("two warm helpers") { try started(folder).count == 2 }
        let warm = try started(folder)
        let helper = try pool.take()
        XCTAssertTrue(warm.contains(helper.processID))
        try eventually("a third helper") { try started(folder).count == 3 }
        try helper.assertEchoes()
    }

    func testStartsAreCounted() throws {
        let pool = makePool(.tool("echo"), warm: 0)
        for _ in 0..<3 { try pool.take(startingNext: false).assertEchoes() }
        XCTAssertEqual(pool.counts.all.starts, 3)
        XCTAssertEqual(pool.counts.all.failedStarts, 0)
        let missing = makePool(HelperProcess.Executable(path: "/nowhere", arguments: []), warm: 0)
        XCTAssertThrowsError(try missing.take())
        XCTAssertEqual(missing.counts.all.failedStarts, 1)
    }

    func testMoreCanBeTakenThanAreWarm() throws {
        for warm in [0, 1, 3] {
            let pool = makePool(.tool("echo"), warm: warm)
            let helpers = try (0..<5).map { _ in try pool.take() }
            XCTAssertEqual(Set(helpers.map(\.processID)).count, 5)
            for helper in helpers { try helper.assertEchoes() }
        }
    }

    func testManyThreadsMayTakeAtOnce() throws {
        let pool = makePool(.tool("echo"), warm: 1)
        let taken = Recorder<Int32>()
        try inParallel(6) { _ in
            let helper = try pool.take()
            try helper.assertEchoes()
            taken.note(helper.processID)
        }
        XCTAssertEqual(taken.all.count, 6)
    }

    func testAFailedStartReachesTheTakerAndThePoolRecovers() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("tool")
        let pool = makePool(
            HelperProcess.Executable(path: path, arguments: ["helper", "echo"]), warm: 2)
        for _ in 0..<3 {
            XCTAssertThrowsError(try pool.take()) {
                XCTAssertEqual(($0 as? JobFailure)?.code, "no_helper")
            }
        }
        try FileManager.default.createSymbolicLink(
            atPath: path, withDestinationPath: TestTool.path)
        try pool.take().assertEchoes()
    }

    /// Linux ends a confined child with the thread that started it.
    func testAHelperOutlivesTheThreadThatTookIt() throws {
        let pool = makePool(.tool("echo"), warm: 0)
        nonisolated(unsafe) var helper: HelperProcess?
        try inParallel(1) { _ in
            helper = try pool.take()
            try helper?.assertEchoes()
        }
        try inParallel(1) { _ in _ = try pool.take() }
        try XCTUnwrap(helper).assertEchoes()
    }

    func testTheEndOfThePoolEndsItsHelpers() throws {
        let folder = try TemporaryFolder()
        var pool: HelperPool? = makePool(.tool("sign", folder.path), warm: 3)
        pool?.prepare()
        try eventually("three warm helpers") { try started(folder).count == 3 }
        let processes = try started(folder)
        XCTAssertTrue(processes.allSatisfy(isProcessRunning))
        pool = nil
        try eventually("the end of the helpers") { !processes.contains(where: isProcessKnown) }
    }
}
