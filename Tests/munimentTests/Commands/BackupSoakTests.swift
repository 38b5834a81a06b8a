import Foundation
import Storage
import TestSupport
import XCTest

/// Backups and restores that are killed at random moments and run again.
final class BackupSoakTests: XCTestCase {
    private static let rounds = Soak.rounds(short: 4, long: 500)

    /// After a kill the folder holds the backup that was there before or the new one, or is
    /// refused where there was none; after the next run it is whole.
    func testKilledAtAnyMoment() throws {
        var random = SeededGenerator(seed: Soak.seed)
        let binary = try Binary()
        try binary.makeInputs("slides-outline.pdf", "invoice-2026-0417.pdf")
        XCTAssertEqual(try binary.run("add in").code, 0)
        for round in 1...Self.rounds {
            let context = "round \(round) with seed \(Soak.seed)"
            // Now and then from nothing.
            if round % 3 == 1 { try? FileManager.default.removeItem(atPath: path(binary, "copy")) }
            let before = isRestorable(binary, context)
            try addOne(round, to: binary)
            try killed(binary, "backup copy --prune", &random)
            if before { XCTAssertTrue(isRestorable(binary, context), context) }
            let backup = try binary.run("backup copy --prune")
            XCTAssertEqual(backup.code, 0, "\(context): \(backup.errors)")
            try killed(binary, "restore copy --data new", &random)
            try finishRestore(binary, context)
            try? FileManager.default.removeItem(atPath: path(binary, "new"))
        }
    }

    private func path(_ binary: Binary, _ name: String) -> String { binary.folder.path(name) }

    private func addOne(_ round: Int, to binary: Binary) throws {
        var bytes = try Data(
            contentsOf: URL(fileURLWithPath: binary.document("old-pdf-1.3.pdf")))
        bytes += Data("\n% \(round)\n".utf8)
        try bytes.write(to: URL(fileURLWithPath: path(binary, "new.pdf")))
        XCTAssertEqual(try binary.run("add new.pdf --no-wait").code, 0)
    }

    /// Runs a command and kills it after a random time, which may be longer than it takes.
    private func killed(
        _ binary: Binary, _ line: String, _ random: inout SeededGenerator
    ) throws {
        let run = try binary.start(line)
        let pause = Double.random(in: 0...0.3, using: &random)
        Signal().wait(beyond: 0, until: Date(timeIntervalSinceNow: pause))
        kill(run.process.processIdentifier, SIGKILL)
        _ = try run.outcome()
    }

    /// Whether the backup can be restored; one that cannot must not be there at all.
    private func isRestorable(_ binary: Binary, _ context: String) -> Bool {
        defer { try? FileManager.default.removeItem(atPath: path(binary, "probe")) }
        guard let outcome = try? binary.run("restore copy --data probe"), outcome.code == 0 else {
            return false
        }
        XCTAssertEqual(try? binary.run("verify --data probe").code, 0, context)
        return true
    }

    private func finishRestore(_ binary: Binary, _ context: String) throws {
        if try binary.run("list --data new").code != 0 {
            let restore = try binary.run("restore copy --data new")
            XCTAssertEqual(restore.code, 0, "\(context): \(restore.errors)")
        }
        XCTAssertEqual(try binary.run("verify --data new").code, 0, context)
        XCTAssertEqual(
            try binary.run("list --json --data new").output, try binary.run("list --json").output,
            context)
    }
}
