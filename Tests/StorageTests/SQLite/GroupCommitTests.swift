import Foundation
import TestSupport
import XCTest

@testable import Storage

final class GroupCommitTests: XCTestCase {
    private struct Refusal: Error {}

    private func makeDatabase(_ folder: TemporaryFolder) throws -> SQLiteDatabase {
        let database = try SQLiteDatabase(path: folder.path("test.db"))
        try database.write { try $0.execute("CREATE TABLE rows (tag TEXT, number BIGINT)") }
        return database
    }

    private func rowCount(_ database: SQLiteDatabase, _ condition: String = "1 = 1") throws -> Int?
    {
        try database.read {
            try $0.first("SELECT COUNT(*) AS n FROM rows WHERE \(condition)")?.int("n")
        }
    }

    func testManyThreadsShareCommits() throws {
        let folder = try TemporaryFolder()
        let database = try makeDatabase(folder)
        try inParallel(8) { thread in
            for number in 0..<200 {
                try database.write { db in
                    try db.execute(
                        "INSERT INTO rows VALUES ($1, $2)", ["\(thread)", Int64(number)])
                }
            }
        }
        XCTAssertEqual(try rowCount(database), 1_600)
        let distinct = try database.read {
            try $0.query("SELECT DISTINCT tag, number FROM rows").count
        }
        XCTAssertEqual(distinct, 1_600)
        let commits = try WriteAheadLog(databasePath: folder.path("test.db")).commitCount
        XCTAssertLessThan(commits, 800)
        XCTAssertGreaterThan(commits, 20)
    }

    func testOneThreadCommitsEachTransaction() throws {
        let folder = try TemporaryFolder()
        let database = try makeDatabase(folder)
        let before = try WriteAheadLog(databasePath: folder.path("test.db")).commitCount
        for _ in 0..<10 {
            try database.write { try $0.execute("INSERT INTO rows VALUES ('a', 0)") }
        }
        let after = try WriteAheadLog(databasePath: folder.path("test.db")).commitCount
        XCTAssertEqual(after - before, 10)
    }

    func testAThrowingBodyDoesNotHurtItsBatch() throws {
        let folder = try TemporaryFolder()
        let database = try makeDatabase(folder)
        try inParallel(8) { thread in
            for number in 0..<50 {
                let mustFail = (thread + number) % 3 == 0
                do {
                    try database.write { db in
                        let tag = mustFail ? "bad" : "good"
                        try db.execute("INSERT INTO rows VALUES ($1, 0)", [tag])
                        if mustFail { throw Refusal() }
                    }
                    XCTAssertFalse(mustFail)
                } catch is Refusal {
                    XCTAssertTrue(mustFail)
                }
            }
        }
        let good = (0..<8).map { thread in (0..<50).filter { (thread + $0) % 3 != 0 }.count }
        XCTAssertEqual(try rowCount(database, "tag = 'good'"), good.reduce(0, +))
        XCTAssertEqual(try rowCount(database, "tag = 'bad'"), 0)
    }

    func testAFailingCommitFailsItsTransactionAndTheNextSucceeds() throws {
        let folder = try TemporaryFolder()
        let database = try makeDatabase(folder)
        try database.write { db in
            try db.execute("CREATE TABLE parents (id BIGINT PRIMARY KEY)")
            try db.execute(
                """
                CREATE TABLE children (
                    parent BIGINT REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED
                )
                """)
        }
        assertStorageError(.constraint) {
            try database.write { db in
                try db.execute("INSERT INTO rows VALUES ('a', 0)")
                try db.execute("INSERT INTO children VALUES (1)")
            }
        }
        XCTAssertEqual(try rowCount(database), 0)
        try database.write { try $0.execute("INSERT INTO rows VALUES ('b', 0)") }
        XCTAssertEqual(try rowCount(database), 1)
    }

    func testAFullDatabaseSaysSoAndTakesWhatFits() throws {
        let folder = try TemporaryFolder()
        let database = try makeDatabase(folder)
        try database.write { _ = try $0.query("PRAGMA max_page_count = 20") }
        assertStorageError(.noSpace) {
            try database.write { db in
                try db.execute("INSERT INTO rows VALUES ('a', 0)")
                let large = String(repeating: "x", count: 1 << 20)
                try db.execute("INSERT INTO rows VALUES ($1, 0)", [large])
            }
        }
        XCTAssertEqual(try rowCount(database), 0)
        try database.write { try $0.execute("INSERT INTO rows VALUES ('b', 0)") }
        XCTAssertEqual(try rowCount(database), 1)
    }

    func testAnnouncementsOfAFailedBodyAreNotMadeByItsBatch() throws {
        let folder = try TemporaryFolder()
        let database = try makeDatabase(folder)
        let topics = Recorder<Set<Topic>>()
        let writer = try SQLiteWriter(
            connection: SQLiteConnection(path: folder.path("test.db"), access: .writing),
            turn: WriterTurn(databasePath: folder.path("test.db"))
        ) { topics.note($0) }
        try writer.write(.durable) { $0.notify(Topic("before")) }
        XCTAssertThrowsError(
            try writer.write(.durable) { db in
                db.notify(Topic("undone"))
                throw Refusal()
            })
        try writer.write(.durable) { $0.notify(Topic("after")) }
        XCTAssertEqual(topics.all, [[Topic("before")], [Topic("after")]])
        withExtendedLifetime(database) {}
    }

    func testSynchronousIsFullForDurableCommitsOnly() throws {
        let folder = try TemporaryFolder()
        let database = try makeDatabase(folder)
        // https://www.sqlite.org/pragma.html#pragma_synchronous: 1 is NORMAL, 2 FULL.
        for (durability, expected) in [(Durability.durable, 2), (.processOnly, 1), (.durable, 2)] {
            let level = try database.write(durability) { db in
                try db.first("PRAGMA synchronous")?.int("synchronous")
            }
            XCTAssertEqual(level, expected)
        }
    }

    /// A durable body that comes while a batch without durability is open gets a
    /// commit, and so a `synchronous`, of its own.
    func testADurableBodyDoesNotJoinAProcessOnlyBatch() throws {
        let folder = try TemporaryFolder()
        let database = try makeDatabase(folder)
        let levels = Recorder<Int?>()
        try inParallel(8) { thread in
            for _ in 0..<50 {
                let durability: Durability = thread % 2 == 0 ? .durable : .processOnly
                try database.write(durability) { db in
                    try db.execute("INSERT INTO rows VALUES ('a', 0)")
                    let level = try db.first("PRAGMA synchronous")?.int("synchronous")
                    if durability == .durable { levels.note(level) }
                }
            }
        }
        XCTAssertEqual(levels.all, Array(repeating: 2, count: 200))
        XCTAssertEqual(try rowCount(database), 400)
    }
}
