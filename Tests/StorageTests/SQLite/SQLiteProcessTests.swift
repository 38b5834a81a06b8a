import Foundation
import TestSupport
import XCTest

@testable import Storage

/// Several real processes on one database.
final class SQLiteProcessTests: XCTestCase {
    private func makeDatabase(_ folder: TemporaryFolder) throws -> SQLiteDatabase {
        let database = try SQLiteDatabase(path: folder.path("test.db"))
        try database.write { try $0.execute("CREATE TABLE rows (tag TEXT, number BIGINT)") }
        return database
    }

    private func counts(_ database: SQLiteDatabase) throws -> [String: Int] {
        let rows = try database.read {
            try $0.query("SELECT tag, COUNT(*) AS n FROM rows GROUP BY tag")
        }
        return try Dictionary(
            uniqueKeysWithValues: rows.map { (try $0.text("tag"), try $0.int("n")) })
    }

    private func integrity(_ database: SQLiteDatabase) throws -> String? {
        try database.read {
            try $0.first("PRAGMA integrity_check")?.text("integrity_check")
        }
    }

    func testFourProcessesWriteWithoutErrors() throws {
        let folder = try TemporaryFolder()
        let database = try makeDatabase(folder)
        let tools = try (0..<4).map {
            try TestTool("database", folder.path("test.db"), "write", "\($0)", "250")
        }
        for tool in tools { XCTAssertEqual(try tool.waitForEnd(), 0) }
        XCTAssertEqual(try counts(database), ["0": 250, "1": 250, "2": 250, "3": 250])
        XCTAssertEqual(try integrity(database), "ok")
    }

    func testABusyProcessDoesNotStarveAnother() throws {
        let folder = try TemporaryFolder()
        let database = try makeDatabase(folder)
        let busy = try TestTool("database", folder.path("test.db"), "write", "busy", "100000000")
        XCTAssertEqual(try busy.line("the busy writer"), "ready")
        try eventually("the busy writer's first row") { try counts(database)["busy"] ?? 0 > 0 }
        let before = try counts(database)["busy"] ?? 0
        for number in 0..<100 {
            try database.write { db in
                try db.execute("INSERT INTO rows VALUES ('ours', $1)", [Int64(number)])
            }
        }
        let after = try counts(database)["busy"] ?? 0
        busy.kill()
        // Fair is one for one; the margin is for what comes before and after.
        XCTAssertLessThan(after - before, 200)
        XCTAssertGreaterThan(after - before, 50)
        XCTAssertEqual(try integrity(database), "ok")
    }

    func testAProcessKilledInATransactionBlocksNobodyAndLeavesNothing() throws {
        let folder = try TemporaryFolder()
        let database = try makeDatabase(folder)
        let tool = try TestTool("database", folder.path("test.db"), "hang")
        XCTAssertEqual(try tool.line("the open transaction"), "inside")
        XCTAssertEqual(try counts(database), [:])
        let written = Recorder<Result<Void, any Error>>()
        Thread {
            written.note(
                Result {
                    _ = try database.write { try $0.execute("INSERT INTO rows VALUES ('ours', 1)") }
                })
        }.start()
        tool.kill()
        try written.wait("the write of the survivor")[0].get()
        XCTAssertEqual(try counts(database), ["ours": 1])
        XCTAssertEqual(try integrity(database), "ok")
    }

    func testACommitOfAnotherProcessRaisesTheSignal() throws {
        let folder = try TemporaryFolder()
        let database = try makeDatabase(folder)
        let topic = Topic("contract")
        let signal = database.listen(to: topic)
        signal.wait(beyond: 0, until: Date(timeIntervalSinceNow: 10))
        let seen = signal.current
        let tool = try TestTool("database", folder.path("test.db"), "notify-after-row", topic.name)
        XCTAssertEqual(try tool.line("the commit"), "committed")
        let committed = Date()
        XCTAssertGreaterThan(
            signal.wait(beyond: seen, until: Date(timeIntervalSinceNow: 10)), seen)
        // 250 ms are promised; the margin is for a busy machine.
        XCTAssertLessThan(Date().timeIntervalSince(committed), 1)
    }

    func testAnotherDatabaseOfThisProcessIsHeardToo() throws {
        let folder = try TemporaryFolder()
        let database = try makeDatabase(folder)
        let signal = database.listen(to: Topic("contract"))
        signal.wait(beyond: 0, until: Date(timeIntervalSinceNow: 10))
        let seen = signal.current
        try SQLiteDatabase(path: folder.path("test.db")).write {
            try $0.execute("INSERT INTO rows VALUES ('a', 1)")
        }
        XCTAssertGreaterThan(
            signal.wait(beyond: seen, until: Date(timeIntervalSinceNow: 10)), seen)
    }
}
