import Foundation
import TestSupport
import XCTest

final class BackupCommandTests: XCTestCase {
    private func makeStore() throws -> Binary {
        let binary = try Binary()
        try binary.makeInputs("old-pdf-1.3.pdf", "invoice-2026-0417.pdf")
        XCTAssertEqual(try binary.run("add in").code, 0)
        return binary
    }

    /// Add, back up, add more, back up, lose the store, restore elsewhere: everything that is
    /// said of it is what was said before.
    func testDrill() throws {
        let binary = try makeStore()
        let first = try XCTUnwrap(try binary.run("backup copy --json").objects().first)
        XCTAssertEqual(first["blobs"] as? Int, first["blobs_copied"] as? Int)
        try binary.makeInputs("invoice-2026-0418.pdf", "unreadable.pdf", in: "more")
        XCTAssertEqual(try binary.run("add more").code, 3)
        let second = try XCTUnwrap(try binary.run("backup copy --json").objects().first)
        XCTAssertEqual(
            second["blobs_copied"] as? Int,
            try XCTUnwrap(second["blobs"] as? Int) - XCTUnwrap(first["blobs"] as? Int))
        let before = try StoreWords(binary)
        let file = try export(binary, "")

        try FileManager.default.removeItem(atPath: binary.dataFolder)
        let restored = try binary.run("restore copy --data elsewhere")
        XCTAssertEqual(restored.code, 0, restored.errors)
        let verified = try binary.run("verify --data elsewhere")
        XCTAssertEqual(verified.code, 0)
        XCTAssertTrue(verified.output.contains("all sound"), verified.output)
        XCTAssertEqual(try StoreWords(binary, "--data elsewhere"), before)
        XCTAssertEqual(try export(binary, "--data elsewhere"), file)
    }

    /// The bytes that a link of the first document opens.
    private func export(_ binary: Binary, _ options: String) throws -> Data {
        let list = try binary.run("list --json \(options)").objects()
        let document = try XCTUnwrap(list.last?["document_id"] as? String)
        let outcome = try binary.run("export \(document) --output out.pdf \(options)")
        XCTAssertEqual(outcome.code, 0, outcome.errors)
        return try Data(contentsOf: URL(fileURLWithPath: binary.folder.path("out.pdf")))
    }

    /// To the other engine, and with another backup back again.
    func testDrillOnTheOtherEngine() throws {
        let binary = try makeStore()
        let engine = try DistributedEngine()
        binary.environment = engine.environment
        let before = try StoreWords(binary)
        XCTAssertEqual(try binary.run("backup copy").code, 0)
        let there = try binary.run("restore copy \(engine.options)")
        XCTAssertEqual(there.code, 0, there.errors)
        XCTAssertEqual(try StoreWords(binary, engine.options), before)
        XCTAssertEqual(try binary.run("backup copy-of-servers \(engine.options)").code, 0)
        XCTAssertEqual(try binary.run("restore copy-of-servers --data back").code, 0)
        XCTAssertEqual(try StoreWords(binary, "--data back"), before)
        XCTAssertEqual(try binary.run("verify --data back").code, 0)
    }

    func testDamageIsNamedAndTheExitCodeSaysSo() throws {
        let binary = try makeStore()
        let digest = "8a27ab3198150270a93a4bb8c1157e408adedd3a3679ea0e48f218eccc54faa2"
        let path = "\(binary.dataFolder)/blobs/8a/\(digest)"
        try FileManager.default.removeItem(atPath: path)
        let outcome = try binary.run("backup copy")
        XCTAssertEqual(outcome.code, 3)
        XCTAssertTrue(outcome.output.hasPrefix("missing  \(digest)  the file of ver_"))
        XCTAssertTrue(outcome.errors.contains("error: 1 blob of the store damaged or missing"))
        let refused = try binary.run("restore copy --data new")
        XCTAssertEqual(refused.code, 1)
        XCTAssertTrue(refused.output.hasPrefix("missing  \(digest)"))
        XCTAssertTrue(refused.errors.contains("--accept-missing"))
        XCTAssertEqual(try binary.run("restore copy --data new --accept-missing").code, 3)
        XCTAssertEqual(try binary.run("verify --data new").code, 1)
    }

    func testRefusalsSayWhatToDo() throws {
        let binary = try makeStore()
        let none = try binary.run("restore nowhere --data new")
        XCTAssertEqual(none.code, 1)
        XCTAssertEqual(
            none.errors,
            "error: There is no backup in this folder.\n"
                + "Name one that `muniment backup` has written.\n")
        XCTAssertEqual(try binary.run("backup in").code, 1)
        XCTAssertEqual(try binary.run("backup s3://bucket").code, 2)
        XCTAssertEqual(try binary.run("backup").code, 2)
    }

    /// The target takes files of 1 MiB at most, as a disk does that becomes full: the backup
    /// that was there before can still be restored, and the next one goes on.
    func testFullDiskKeepsTheEarlierBackup() throws {
        let binary = try makeStore()
        XCTAssertEqual(try binary.run("backup copy").code, 0)
        let before = try StoreWords(binary)
        try addLarge(to: binary)
        let full = try binary.shell("trap '' XFSZ; ulimit -f 1024; muniment backup copy")
        XCTAssertEqual(full.code, 1)
        XCTAssertTrue(full.errors.contains("error: "), full.errors)
        XCTAssertEqual(try binary.run("restore copy --data new").code, 0)
        XCTAssertEqual(try StoreWords(binary, "--data new"), before)
        XCTAssertEqual(try binary.run("backup copy").code, 0)
        XCTAssertEqual(try binary.run("restore copy --data newer").code, 0)
        XCTAssertEqual(try StoreWords(binary, "--data newer"), try StoreWords(binary))
    }

    private func addLarge(to binary: Binary) throws {
        var bytes = try Data(
            contentsOf: URL(fileURLWithPath: binary.document("slides-outline.pdf")))
        bytes += Data("\n%".utf8) + Data(repeating: UInt8(ascii: "x"), count: 2 << 20)
        try bytes.write(to: URL(fileURLWithPath: binary.folder.path("large.pdf")))
        XCTAssertEqual(try binary.run("add large.pdf --no-wait").code, 0)
    }

    func testInterruptedBackupSaysHowItGoesOn() throws {
        let binary = try makeStore()
        // The lock of the folder is there before anything is asked, so that the signal comes
        // while the program listens.
        let run = try binary.start("backup copy --blob-streams 1")
        try eventually("the folder of the backup") {
            FileManager.default.fileExists(atPath: binary.folder.path("copy/lock"))
                || !run.process.isRunning
        }
        run.process.interrupt()
        let outcome = try run.outcome()
        guard outcome.code != 0 else { return }
        XCTAssertEqual(outcome.code, 1)
        XCTAssertTrue(outcome.errors.contains("Run the same `muniment backup` again"))
        XCTAssertEqual(try binary.run("restore copy --data new").code, 1)
        XCTAssertEqual(try binary.run("backup copy").code, 0)
    }
}
