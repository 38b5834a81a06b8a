import Foundation
import XCTest

final class GCCommandTests: XCTestCase {
    /// The SHA-256 of `abc` (FIPS 180-4).
    private let orphan = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

    /// A store with one document and one blob that nothing uses.
    private func makeStore() throws -> Binary {
        let binary = try Binary()
        try binary.makeInputs("old-pdf-1.3.pdf")
        XCTAssertEqual(try binary.run("add in --no-wait").code, 0)
        let folder = binary.dataFolder + "/blobs/ba"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data("abc".utf8).write(to: URL(fileURLWithPath: "\(folder)/\(orphan)"))
        return binary
    }

    func testUnusedBytesAreRemoved() throws {
        let binary = try makeStore()
        let outcome = try binary.run("gc --grace 0s")
        XCTAssertEqual(outcome.code, 0)
        XCTAssertEqual(outcome.output, "1 blob, 3 B removed; 0 younger ones are left for now.\n")
        XCTAssertEqual(try binary.run("verify").output, "1 blob, 6.1 KiB: all sound.\n")
    }

    func testYoungerBytesAreLeft() throws {
        let outcome = try makeStore().run("gc")
        XCTAssertEqual(outcome.code, 0)
        XCTAssertEqual(outcome.output, "0 blobs, 0 B removed; 1 younger one is left for now.\n")
    }

    func testDryRunRemovesNothing() throws {
        let binary = try makeStore()
        let outcome = try binary.run("gc --grace 0s --dry-run")
        XCTAssertEqual(outcome.code, 0)
        XCTAssertEqual(
            outcome.output, "1 blob, 3 B would be removed; 0 younger ones are left for now.\n")
        XCTAssertEqual(
            try binary.run("verify").output, "orphan       \(orphan)\n2 blobs, 6.1 KiB: 1 orphan.\n"
        )
    }

    func testJSON() throws {
        let outcome = try makeStore().run("gc --grace 0s --json")
        XCTAssertEqual(outcome.code, 0)
        XCTAssertEqual(
            outcome.output,
            "{\"abandoned_uploads\":0,\"blobs\":1,\"bytes\":3,\"dry_run\":false,"
                + "\"ended_files\":0,\"younger\":0}\n")
    }

    func testWrongGraceIsExplained() throws {
        let outcome = try makeStore().run("gc --grace soon")
        XCTAssertEqual(outcome.code, 2)
        XCTAssertTrue(outcome.errors.contains("Give a time such as 15, 15s, 2m, 1h or 7d"))
    }

    func testBarEndsAtEverything() throws {
        let outcome = try makeStore().terminal(columns: 80, "gc --grace 0s")
        XCTAssertEqual(outcome.code, 0)
        XCTAssertTrue(outcome.output.contains("Removing"), outcome.output)
        XCTAssertTrue(outcome.output.contains("100%"), outcome.output)
    }
}
