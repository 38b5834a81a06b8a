import Foundation
import TestSupport
import XCTest

@testable import Worker

/// What hostile code tries from inside a confined process, and what harmless code needs there.
final class SandboxTests: XCTestCase {
    private func outcome(of canary: String) throws -> String {
        try HelperProcess(.tool("canary", canary), maxPayload: 1 << 10).answer()
    }

    private func assertRefused(
        _ canary: String, _ errors: CInt..., line: UInt = #line
    ) throws {
        let outcome = try outcome(of: canary)
        XCTAssertTrue(
            errors.map { "refused \($0)" }.contains(outcome), "\(canary): \(outcome)", line: line)
    }

    func testKernelHasWhatTheSandboxNeeds() {
        XCTAssertNil(SandboxSupport.present.shortcoming)
    }

    func testFilesOutsideCannotBeRead() throws {
        try assertRefused("read-passwords", EACCES)
        try assertRefused("read-environment", EACCES)
        try assertRefused("list-root", EACCES)
    }

    func testFontsCanBeRead() throws {
        XCTAssertEqual(try outcome(of: "read-fonts"), "done")
    }

    func testNothingCanBeMadeOrRemoved() throws {
        try assertRefused("make-file", EPERM)
        try assertRefused("make-folder", EPERM)
        try assertRefused("remove-file", EPERM)
    }

    func testSocketsCannotBeMade() throws {
        try assertRefused("internet-socket", EPERM)
        try assertRefused("local-socket", EPERM)
    }

    func testProcessesCannotBeBegunOrSignalled() throws {
        try assertRefused("begin-process", EPERM)
        try assertRefused("begin-branch", EPERM)
        try assertRefused("become-program", EPERM)
        try assertRefused("signal-parent", EPERM)
        try assertRefused("signal-itself", EPERM)
    }

    func testOtherProcessesCannotBeTraced() throws {
        try assertRefused("trace-parent", EPERM)
    }

    func testLimitsCannotBeRaised() throws {
        try assertRefused("raise-limit", EPERM)
    }

    func testThreadsCanBeBegun() throws {
        XCTAssertEqual(try outcome(of: "begin-thread"), "done")
    }

    func testShortcomingNamesWhatTheKernelLacks() throws {
        let support = SandboxSupport(landlockVersion: 0, filtersSystemCalls: true)
        let shortcoming = try XCTUnwrap(support.shortcoming)
        XCTAssertTrue(shortcoming.contains("Landlock"), shortcoming)
        XCTAssertFalse(shortcoming.contains("seccomp"), shortcoming)
    }
}
