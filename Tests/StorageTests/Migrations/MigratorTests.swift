import Foundation
import Hashing
import TestServers
import TestSupport
import XCTest

@testable import Storage

final class MigratorTests: XCTestCase {
    private let now = Timestamp(microseconds: 1_767_225_600_000_000)

    /// Opens the same new database each time that it is called.
    private typealias Opener = @Sendable () throws -> any Database

    private func onEachEngine(_ check: (@escaping Opener) throws -> Void) throws {
        let folder = try TemporaryFolder()
        let path = folder.path("test.db")
        try check { try SQLiteDatabase(path: path, maxReaders: 1) }
        let url = try PostgreSQLServer.shared().makeDatabase()
        try check { try PostgreSQLDatabase(url: url) }
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

    private func tables(_ database: any Database) throws -> [String] {
        let sql =
            switch database.dialect {
            case .sqlite: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
            case .postgresql:
                "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY name"
            }
        return try database.read { db in try db.query(sql).map { try $0.text("name") } }
    }

    func testStepsAreRunOnceAndInOrder() throws {
        try onEachEngine { open in
            let database = try open()
            try Migrator([first]).migrate(database, at: now)
            try Migrator([first, second]).migrate(database, at: now)
            try Migrator([first, second]).migrate(database, at: now)
            XCTAssertEqual(try tables(database), ["one", "schema_migrations", "two"])
            XCTAssertEqual(try database.read { try $0.query("SELECT n FROM one").count }, 1)
        }
    }

    func testAStepIsRecordedWithItsDigestAndTime() throws {
        try onEachEngine { open in
            let database = try open()
            try Migrator([first]).migrate(database, at: now)
            let row = try XCTUnwrap(
                try database.read {
                    try $0.first("SELECT id, sha256, applied_at FROM schema_migrations")
                })
            XCTAssertEqual(try row.text("id"), "t-0001")
            XCTAssertEqual(try row.text("sha256"), first.digest(for: database.dialect).hex)
            XCTAssertEqual(try row.timestamp("applied_at"), now)
        }
    }

    func testANewerSchemaIsRefusedAndNotChanged() throws {
        try onEachEngine { open in
            let database = try open()
            try Migrator([first, second]).migrate(database, at: now)
            let third = step("t-0003", "CREATE TABLE three (n BIGINT);\n")
            assertStorageError(.newerSchema) {
                try Migrator([first, third]).migrate(database, at: now)
            }
            XCTAssertEqual(try tables(database), ["one", "schema_migrations", "two"])
        }
    }

    func testAnEditedStepIsRefused() throws {
        try onEachEngine { open in
            let database = try open()
            try Migrator([first]).migrate(database, at: now)
            let edited = step("t-0001", "CREATE TABLE one (n BIGINT NOT NULL);\n")
            assertStorageError(.corrupt) {
                try Migrator([edited, second]).migrate(database, at: now)
            }
            XCTAssertEqual(try tables(database), ["one", "schema_migrations"])
        }
    }

    func testAFailedStepLeavesTheEarlierOnesAndNothingOfItself() throws {
        try onEachEngine { open in
            let database = try open()
            let failing = step(
                "t-0002", "CREATE TABLE two (n BIGINT);\nINSERT INTO nowhere VALUES (1);\n")
            XCTAssertThrowsError(try Migrator([first, failing]).migrate(database, at: now))
            XCTAssertEqual(try tables(database), ["one", "schema_migrations"])
            try Migrator([first, second]).migrate(database, at: now)
            XCTAssertEqual(try tables(database), ["one", "schema_migrations", "two"])
        }
    }

    func testTheLastStatementNeedsNoSemicolon() throws {
        try onEachEngine { open in
            let database = try open()
            try Migrator([
                step("t-0001", "CREATE TABLE one (n BIGINT);\nCREATE TABLE two (n BIGINT)")
            ])
            .migrate(database, at: now)
            XCTAssertEqual(try tables(database), ["one", "schema_migrations", "two"])
        }
    }

    func testTwentyThreadsMayMigrateAtOnce() throws {
        let migrator = Migrator([first, second])
        try onEachEngine { [now] open in
            try inParallel(20) { _ in try migrator.migrate(open(), at: now) }
            XCTAssertEqual(try open().read { try $0.query("SELECT n FROM one").count }, 1)
        }
    }

    func testSeveralProcessesMayMigrateAtOnce() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("test.db")
        let tools = try (0..<6).map { _ in try TestTool("database", path, "migrate") }
        for tool in tools { XCTAssertEqual(try tool.waitForEnd(), 0) }
        XCTAssertTrue(try tables(SQLiteDatabase(path: path)).contains("jobs"))
    }

    func testTwentyProcessesMayMigratePostgreSQLAtOnce() throws {
        let url = try PostgreSQLServer.shared().makeDatabase()
        let tools = try (0..<20).map { _ in try TestTool("database", url, "migrate") }
        for tool in tools { XCTAssertEqual(try tool.waitForEnd(), 0) }
        XCTAssertTrue(try tables(PostgreSQLDatabase(url: url)).contains("jobs"))
    }
}
