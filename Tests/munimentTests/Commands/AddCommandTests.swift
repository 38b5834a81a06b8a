import Foundation
import Storage
import TestSupport
import XCTest

final class AddCommandTests: XCTestCase {
    private let keys: Set<String> = [
        "file", "document_id", "version_id", "sha256", "size", "received_at", "status", "pages",
        "duplicate_of", "verdict", "score", "error",
    ]

    private func statuses(_ outcome: Binary.Outcome) throws -> [String: String] {
        try outcome.objects().reduce(into: [:]) {
            $0[$1["file"] as? String ?? ""] = $1["status"] as? String
        }
    }

    func testEveryLineOfJSONHasEveryKey() throws {
        let binary = try Binary()
        try binary.makeInputs("old-pdf-1.3.pdf", "zero-pages.pdf")
        let outcome = try binary.run("add in nothing.pdf --json")
        XCTAssertEqual(outcome.code, 3)
        XCTAssertEqual(outcome.errors, "")
        XCTAssertEqual(
            try statuses(outcome),
            [
                "in/old-pdf-1.3.pdf": "ready", "in/zero-pages.pdf": "failed",
                "nothing.pdf": "refused",
            ])
        for object in try outcome.objects() { XCTAssertEqual(Set(object.keys), keys) }
    }

    func testFileNamedTwiceIsOneDocument() throws {
        let binary = try Binary()
        try binary.makeInputs("old-pdf-1.3.pdf")
        XCTAssertEqual(try binary.run("add in/old-pdf-1.3.pdf in --title Once --no-wait").code, 0)
        let titles = try binary.run("list --json").objects().map { $0["title"] as? String }
        XCTAssertEqual(titles, ["Once"])
    }

    func testTitleForSeveralFilesIsAUsageError() throws {
        let binary = try Binary()
        try binary.makeInputs("old-pdf-1.3.pdf", "zero-pages.pdf")
        let outcome = try binary.run("add in --title Both")
        XCTAssertEqual(outcome.code, 2)
        XCTAssertTrue(outcome.errors.hasPrefix("error: '--title' names one document"))
        XCTAssertFalse(FileManager.default.fileExists(atPath: binary.dataFolder))
    }

    func testFolderWithoutPDFIsAFailure() throws {
        let binary = try Binary()
        try binary.makeInputs()
        let outcome = try binary.run("add in")
        XCTAssertEqual(outcome.code, 1)
        XCTAssertTrue(outcome.errors.hasPrefix("error: There is no PDF in what was named.\n"))
    }

    func testStoreItselfIsNotAdded() throws {
        let binary = try Binary()
        try binary.makeInputs("old-pdf-1.3.pdf")
        XCTAssertEqual(try binary.run("add . --no-wait").code, 0)
        XCTAssertEqual(try binary.run("add . --no-wait --json").objects().count, 1)
    }

    func testFolderThatCannotBeMadeIsAFailure() throws {
        let binary = try Binary()
        let outcome = try binary.run(
            "add \(binary.document("old-pdf-1.3.pdf")) --data /proc/muniment")
        XCTAssertEqual(outcome.code, 1)
        XCTAssertTrue(outcome.errors.hasPrefix("error: "))
        XCTAssertTrue(outcome.errors.contains("/proc/muniment"))
    }

    func testStoreOfANewerVersionIsLeftAlone() throws {
        let binary = try Binary()
        try binary.makeInputs("old-pdf-1.3.pdf")
        XCTAssertEqual(try binary.run("add in --no-wait").code, 0)
        try SQLiteDatabase(path: binary.dataFolder + "/muniment.db").write { db in
            try db.execute(
                "INSERT INTO schema_migrations (id, sha256, applied_at) VALUES ($1, $2, $3)",
                ["later-0009", String(repeating: "0", count: 64), Timestamp.now()])
        }
        let outcome = try binary.run("add \(binary.document("near-blank.pdf"))")
        XCTAssertEqual(outcome.code, 1)
        XCTAssertTrue(outcome.errors.contains("newer muniment"))
        XCTAssertTrue(outcome.errors.contains("Nothing was changed."))
        let blobs = try FileManager.default.subpathsOfDirectory(
            atPath: binary.dataFolder + "/blobs")
        XCTAssertEqual(blobs.filter { ($0 as NSString).lastPathComponent.count == 64 }.count, 1)
    }

    func testReaderThatLeavesDoesNotKeepFilesOut() throws {
        let binary = try Binary()
        try binary.makeInputs("old-pdf-1.3.pdf", "invoice-2026-0417.pdf", "invoice-2026-0418.pdf")
        let outcome = try binary.shell(
            "muniment add in --json --workers 1 | head -1; echo ${PIPESTATUS[0]}")
        XCTAssertEqual(outcome.output.split(separator: "\n").last, "0")
        let states = try binary.run("list --json").objects().map { $0["status"] as? String }
        XCTAssertEqual(states, ["ready", "ready", "ready"])
    }

    func testLongestFileNameIsTaken() throws {
        let binary = try Binary()
        try binary.makeInputs("old-pdf-1.3.pdf")
        let name = String(repeating: "n", count: 251) + ".pdf"
        try FileManager.default.moveItem(
            atPath: binary.folder.path("in/old-pdf-1.3.pdf"), toPath: binary.folder.path(name))
        let outcome = try binary.run("add \(name) --no-wait")
        XCTAssertEqual(outcome.code, 0)
        XCTAssertEqual(
            try binary.run("list --json").objects().first?["title"] as? String,
            String(name.dropLast(4)))
    }

    func testNameThatIsNoTextIsRefusedByName() throws {
        let binary = try Binary()
        let outcome = try binary.shell(
            "cp '\(binary.document("old-pdf-1.3.pdf"))' $'b\\xff.pdf'; muniment add $'b\\xff.pdf'")
        XCTAssertEqual(outcome.code, 3)
        XCTAssertTrue(outcome.errors.hasPrefix("b\u{FFFD}.pdf: refused: "))
    }

    func testInterruptionIsNoSuccessAndLosesNothing() throws {
        let binary = try Binary()
        try binary.makeInputs("register-300-pages.pdf", in: "in/1")
        try binary.makeInputs("old-pdf-1.3.pdf", in: "in/2")
        let run = try binary.start("add in --workers 1")
        try eventually("reading") { try isReading(binary) }
        let group = run.process.processIdentifier
        XCTAssertEqual(getpgid(group), group)
        // As Control-C does: to the helper too.
        kill(-group, SIGINT)
        let outcome = try run.outcome()
        XCTAssertEqual(outcome.code, 1)
        XCTAssertTrue(outcome.errors.contains("error: Interrupted: "), outcome.errors)
        XCTAssertTrue(outcome.errors.contains("`muniment worker` reads what is stored."))
        XCTAssertTrue(outcome.output.contains("processing"))
        for job in try binary.run("jobs --json").objects() {
            XCTAssertTrue(["available", "completed"].contains(job["state"] as? String))
        }
    }

    private func isReading(_ binary: Binary) throws -> Bool {
        guard FileManager.default.fileExists(atPath: binary.dataFolder + "/muniment.db") else {
            return false
        }
        return try binary.run("jobs --state running --json").objects().contains {
            ($0["progress_done"] as? Int ?? 0) > 0
        }
    }
}
