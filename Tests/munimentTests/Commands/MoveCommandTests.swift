import Foundation
import TestSupport
import XCTest

final class MoveCommandTests: XCTestCase {
    private func makeStore() throws -> Binary {
        let binary = try Binary()
        try binary.makeInputs("old-pdf-1.3.pdf", "slides-outline.pdf")
        XCTAssertEqual(try binary.run("add in").code, 0)
        return binary
    }

    private func record(_ binary: Binary, _ options: String) throws -> String {
        let list = try binary.run("list --json \(options)")
        let ids = try list.objects().compactMap { $0["document_id"] as? String }
        return try list.output
            + ids.map { try binary.run("record \($0) --json \(options)").output }.joined()
    }

    /// From the folder to servers and to another folder: what is printed of all documents
    /// stays the same.
    func testThereAndBack() throws {
        let binary = try makeStore()
        let engine = try DistributedEngine()
        binary.environment = engine.environment
        let before = try record(binary, "")
        let there = try binary.run("move --to \(engine.databaseURL) --to \(engine.blobsURL)")
        XCTAssertEqual(there.code, 0, there.errors)
        XCTAssertTrue(
            there.errors.hasSuffix(
                "Name the new place with --database and --blobs from now on.\n"))
        XCTAssertEqual(try record(binary, engine.options), before)
        XCTAssertEqual(try binary.run("move --to back \(engine.options)").code, 0)
        XCTAssertEqual(try record(binary, "--data back"), before)
        XCTAssertEqual(try binary.run("verify --data back").code, 0)
    }

    func testPlaceMayBeNamedByVariables() throws {
        let binary = try makeStore()
        let engine = try DistributedEngine()
        binary.environment = engine.environment
        XCTAssertEqual(
            try binary.run("move --to \(engine.databaseURL) --to \(engine.blobsURL)").code, 0)
        binary.environment = engine.variables
        XCTAssertEqual(try binary.run("list --json --data elsewhere").objects().count, 2)
    }

    func testSummaryForPrograms() throws {
        let binary = try makeStore()
        let outcome = try binary.run("move --to new --json")
        let summary = try XCTUnwrap(try outcome.objects().first)
        XCTAssertEqual(summary["finished"] as? Bool, true)
        XCTAssertEqual(summary["blobs"] as? Int, summary["blobs_copied"] as? Int)
        let rows = try XCTUnwrap(summary["rows"] as? [String: [String: Int]])
        XCTAssertEqual(rows["documents"], ["total": 2, "written": 2])
        XCTAssertEqual(outcome.errors, "")
    }

    func testDamageIsNamedAndTheExitCodeSaysSo() throws {
        let binary = try makeStore()
        let digest = "8a27ab3198150270a93a4bb8c1157e408adedd3a3679ea0e48f218eccc54faa2"
        let path = "\(binary.dataFolder)/blobs/8a/\(digest)"
        try FileManager.default.removeItem(atPath: path)
        try Data([1, 2, 3]).write(to: URL(fileURLWithPath: path))
        let outcome = try binary.run("move --to new")
        XCTAssertEqual(outcome.code, 1)
        XCTAssertTrue(outcome.output.hasPrefix("damaged  \(digest)  the file of ver_"))
        XCTAssertTrue(outcome.errors.contains("error: The move is not finished: 1 blob "))
        XCTAssertEqual(try binary.run("list --data new").code, 1)
    }

    /// Killed while it copies, it goes on when it is run again.
    func testKilledMoveGoesOn() throws {
        let binary = try makeStore()
        let before = try record(binary, "")
        let blobs = binary.folder.path("new/blobs")
        let move = try binary.start("move --to new --blob-streams 1")
        try eventually("a first blob") {
            let found = try? FileManager.default.subpathsOfDirectory(atPath: blobs)
            return !(found ?? []).isEmpty || !move.process.isRunning
        }
        kill(move.process.processIdentifier, SIGKILL)
        _ = try move.outcome()
        if try binary.run("list --data new").code != 0 {
            XCTAssertEqual(try binary.run("move --to new").code, 0)
        }
        XCTAssertEqual(try record(binary, "--data new"), before)
    }
}
