import Foundation
import Hashing
import TestSupport
import XCTest

@testable import Storage

final class MigratorTests: XCTestCase {
    private let now = Timestamp(microseconds: 1_767_225_600_000_000)

    private func makeDatabase(_ folder: TemporaryFolder) throws -> SQLiteDatabase {
        try SQLiteDatabase(path: folder.path("test.db"))
    }

    private func step(_ id: String, _ sql: String) -> Migration {
        Migration(id: id, sqlite: Array(sql.utf8), postgresql: Array(sql.utf8))
    }

    private var first: Migration { step("t-0001", "CREATE TABLE one (n BIGINT);\n") }
    private var second: Migration {
        step(
            "t-0002",
            "-- A comment.\nCREATE TABLE two (\n    n BIGINT\n);\nINSERT INTO one VALUES (1);\n")
    }

    private func tables(_ database: SQLiteDatabase) throws -> [String] {
        try database.read { db in
            try db.query("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
                .map { try $0.text("name") }
        }
    }

    func testStepsAreRunOnceAndInOrder() throws {
        let folder = try TemporaryFolder()
        let database = try makeDatabase(folder)
        try Migrator([first]).migrate(database, at: now)
        try Migrator([first, second]).migrate(database, at: now)
        try Migrator([first, second]).migrate(database, at: now)
        XCTAssertEqual(try tables(database), ["one", "schema_migrations", "two"])
        XCTAssertEqual(try database.read { try $0.query("SELECT n FROM one").count }, 1)
    }

    func testAStepIsRecordedWithItsDigestAndTime() throws {
        let folder = try TemporaryFolder()
        let database = try makeDatabase(folder)
        try Migrator([first]).migrate(database, at: now)
        let row = try XCTUnwrap(
            try database.read {
                try $0.first("SELECT id, sha256, applied_at FROM schema_migrations")
            })
        XCTAssertEqual(try row.text("id"), "t-0001")
        XCTAssertEqual(try row.text("sha256"), first.digest(for: .sqlite).hex)
        XCTAssertEqual(try row.timestamp("applied_at"), now)
    }

    func testANewerSchemaIsRefusedAndNotChanged() throws {
        let folder = try TemporaryFolder()
        let database = try makeDatabase(folder)
        try Migrator([first, second]).migrate(database, at: now)
        let third = step("t-0003", "CREATE TABLE three (n BIGINT);\n")
        assertStorageError(.newerSchema) {
            try Migrator([first, third]).migrate(database, at: now)
        }
        XCTAssertEqual(try tables(database), ["one", "schema_migrations", "two"])
    }

    func testAnEditedStepIsRefused() throws {
        let folder = try TemporaryFolder()
        let database = try makeDatabase(folder)
        try Migrator([first]).migrate(database, at: now)
        let edited = step("t-0001", "CREATE TABLE one (n BIGINT NOT NULL);\n")
        assertStorageError(.corrupt) {
            try Migrator([edited, second]).migrate(database, at: now)
        }
        XCTAssertEqual(try tables(database), ["one", "schema_migrations"])
    }

    func testAFailedStepLeavesTheEarlierOnesAndNothingOfItself() throws {
        let folder = try TemporaryFolder()
        let database = try makeDatabase(folder)
        let failing = step(
            "t-0002", "CREATE TABLE two (n BIGINT);\nINSERT INTO nowhere VALUES (1);\n")
        XCTAssertThrowsError(try Migrator([first, failing]).migrate(database, at: now))
        XCTAssertEqual(try tables(database), ["one", "schema_migrations"])
        try Migrator([first, second]).migrate(database, at: now)
        XCTAssertEqual(try tables(database), ["one", "schema_migrations", "two"])
    }

    func testTheLastStatementNeedsNoSemicolon() throws {
        let folder = try TemporaryFolder()
        let database = try makeDatabase(folder)
        try Migrator([step("t-0001", "CREATE TABLE one (n BIGINT);\nCREATE TABLE two (n BIGINT)")])
            .migrate(database, at: now)
        XCTAssertEqual(try tables(database), ["one", "schema_migrations", "two"])
    }

    func testTwentyThreadsMayMigrateAtOnce() throws {
        let folder = try TemporaryFolder()
        let migrator = Migrator([first, second])
        let (path, now) = (folder.path("test.db"), now)
        try inParallel(20) { _ in
            try migrator.migrate(SQLiteDatabase(path: path, maxReaders: 1), at: now)
        }
        let database = try makeDatabase(folder)
        XCTAssertEqual(try database.read { try $0.query("SELECT n FROM one").count }, 1)
    }

    func testSeveralProcessesMayMigrateAtOnce() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("test.db")
        let tools = try (0..<6).map { _ in try TestTool("database", path, "migrate") }
        for tool in tools { XCTAssertEqual(try tool.waitForEnd(), 0) }
        XCTAssertTrue(try tables(makeDatabase(folder)).contains("jobs"))
    }
}
