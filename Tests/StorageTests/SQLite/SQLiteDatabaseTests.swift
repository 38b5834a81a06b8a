import Foundation
import TestSupport
import XCTest

@testable import Storage

final class SQLiteDatabaseTests: XCTestCase {
    func testAFileThatIsNoDatabaseIsCorrupt() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("test.db")
        try Data(repeating: 0x41, count: 8_192).write(to: URL(fileURLWithPath: path))
        assertStorageError(.corrupt) { _ = try SQLiteDatabase(path: path) }
        XCTAssertEqual(try Data(contentsOf: URL(fileURLWithPath: path)).count, 8_192)
    }

    func testAMissingFolderIsUnavailable() throws {
        let folder = try TemporaryFolder()
        assertStorageError(.unavailable) {
            _ = try SQLiteDatabase(path: folder.path("missing/test.db"))
        }
    }

    func testAFolderInPlaceOfTheFileIsUnavailable() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: folder.path("test.db"), withIntermediateDirectories: false)
        assertStorageError(.unavailable) { _ = try SQLiteDatabase(path: folder.path("test.db")) }
    }

    func testTheLogIsWrittenAhead() throws {
        let folder = try TemporaryFolder()
        let database = try SQLiteDatabase(path: folder.path("test.db"))
        let mode = try database.read { try $0.first("PRAGMA journal_mode")?.text("journal_mode") }
        XCTAssertEqual(mode, "wal")
    }

    func testForeignKeysAreEnforced() throws {
        let folder = try TemporaryFolder()
        let database = try SQLiteDatabase(path: folder.path("test.db"))
        try database.write { db in
            try db.execute("CREATE TABLE parents (id BIGINT PRIMARY KEY)")
            try db.execute("CREATE TABLE children (parent BIGINT REFERENCES parents (id))")
        }
        assertStorageError(.constraint) {
            try database.write { _ = try $0.execute("INSERT INTO children VALUES (1)") }
        }
    }

    func testRowsSurviveClosingAndOpening() throws {
        let folder = try TemporaryFolder()
        try SQLiteDatabase(path: folder.path("test.db")).write { db in
            try db.execute("CREATE TABLE rows (n BIGINT)")
            try db.execute("INSERT INTO rows VALUES (7)")
        }
        let row = try SQLiteDatabase(path: folder.path("test.db")).read {
            try $0.first("SELECT n FROM rows")
        }
        XCTAssertEqual(try row?.int("n"), 7)
    }

    /// More threads read than there are connections: the others wait their turn.
    func testReadersWaitForAConnection() throws {
        let folder = try TemporaryFolder()
        let database = try SQLiteDatabase(path: folder.path("test.db"), maxReaders: 2)
        let reads = Recorder<Int?>()
        try inParallel(8) { _ in
            for _ in 0..<20 {
                reads.note(try database.read { try $0.first("SELECT 1 AS n")?.int("n") })
            }
        }
        XCTAssertEqual(reads.all.count, 160)
    }

    /// More statements than are kept prepared, each still right.
    func testManyStatementsMayBeUsed() throws {
        let folder = try TemporaryFolder()
        let database = try SQLiteDatabase(path: folder.path("test.db"))
        try database.read { db in
            for number in 0..<600 {
                XCTAssertEqual(try db.first("SELECT \(number) AS n")?.int("n"), number)
            }
            XCTAssertEqual(try db.first("SELECT 0 AS n")?.int("n"), 0)
        }
    }

    func testAFailedStatementNamesItself() throws {
        let folder = try TemporaryFolder()
        let database = try SQLiteDatabase(path: folder.path("test.db"))
        XCTAssertThrowsError(try database.read { try $0.query("SELECT nonsense FROM nowhere") }) {
            XCTAssertEqual(($0 as? StorageError)?.sql, "SELECT nonsense FROM nowhere")
        }
    }
}
