import Foundation
import Storage
import StoreTestSupport
import TestSupport
import XCTest

@testable import Ingest

/// What is refused leaves nothing behind.
class IntakeRefusalTests: StoreTestCase {
    func testEmptyFileIsRefused() throws {
        let test = try makeTestStore()
        assertRefused(try test.makeFile([]), .empty, by: test)
    }

    func testFileOneByteOverTheLimitIsRefused() throws {
        let test = try makeTestStore()
        assertRefused(
            try test.makeFile(.pdf(count: 5_001)), .tooLarge, by: test, maxBytes: 5_000)
    }

    func testFileThatIsNoPDFIsRefused() throws {
        let test = try makeTestStore()
        assertRefused(try test.makeFile(Array("GIF89a".utf8)), .notAPDF, by: test)
    }

    func testHeaderBeyondItsReachIsRefused() throws {
        let test = try makeTestStore()
        let path = try test.makeFile(.pdf(headerAt: 1_020, count: 2_000))
        assertRefused(path, .notAPDF, by: test)
    }

    func testHeaderThatTheFileCutsOffIsRefused() throws {
        let test = try makeTestStore()
        assertRefused(try test.makeFile(Array("%PDF".utf8)), .notAPDF, by: test)
    }

    func testFolderIsRefused() throws {
        let test = try makeTestStore()
        assertRefused(test.folder.path, .unreadable, by: test)
    }

    func testMissingFileIsRefused() throws {
        let test = try makeTestStore()
        assertRefused(test.folder.path("none.pdf"), .unreadable, by: test)
    }

    func testFileWithoutPermissionIsRefused() throws {
        try XCTSkipIf(getuid() == 0, "root may read every file")
        let test = try makeTestStore()
        let path = try test.makeFile(.pdf(count: 100))
        XCTAssertEqual(chmod(path, 0), 0)
        assertRefused(path, .unreadable, by: test)
    }

    /// Opening a pipe that nobody writes to would wait for ever.
    func testPipeIsRefusedAtOnce() throws {
        let test = try makeTestStore()
        let path = test.folder.path("pipe.pdf")
        XCTAssertEqual(mkfifo(path, 0o600), 0)
        assertRefused(path, .unreadable, by: test)
    }

    func testFileThatGrowsOverTheLimitWhileItIsReadIsRefused() throws {
        let test = try makeTestStore()
        let limit = 1 << 20
        let path = try test.makeFile(.pdf(count: limit))
        assertThrows(.tooLarge) {
            _ = try test.store.intake.add(path: path, maxBytes: limit) { _ in
                let file = try XCTUnwrap(FileHandle(forWritingAtPath: path))
                try file.seekToEnd()
                try file.write(contentsOf: Data(count: 1))
            }
        }
        try assertNothingKept(in: test)
    }

    func testCallerThatGivesUpLeavesNothing() throws {
        let test = try makeTestStore()
        let path = try test.makeFile(.pdf(count: 100))
        XCTAssertThrowsError(
            try test.store.intake.add(path: path) { _ in throw CancellationError() }
        ) { XCTAssertTrue($0 is CancellationError) }
        try assertNothingKept(in: test)
    }

    // MARK: - Asserting

    private func assertRefused(
        _ path: String, _ code: IntakeError.Code, by test: TestStore,
        maxBytes: Int = Intake.defaultMaxBytes, line: UInt = #line
    ) {
        assertThrows(code, line: line) {
            _ = try test.store.intake.add(path: path, maxBytes: maxBytes)
        }
        XCTAssertNoThrow(try assertNothingKept(in: test, line: line), line: line)
    }

    private func assertThrows(
        _ code: IntakeError.Code, line: UInt = #line, _ body: () throws -> Void
    ) {
        XCTAssertThrowsError(try body(), line: line) {
            XCTAssertEqual(($0 as? IntakeError)?.code, code, "\($0)", line: line)
        }
    }

    private func assertNothingKept(in test: TestStore, line: UInt = #line) throws {
        for table in ["documents", "versions", "jobs"] {
            XCTAssertEqual(try test.count(table), 0, table, line: line)
        }
        XCTAssertEqual(try StoreVerification(store: test.store).extent().blobs, 0, line: line)
        XCTAssertEqual(try test.unfinishedUploads(), [], line: line)
    }
}
