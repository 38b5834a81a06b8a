import Foundation
import Storage
import TestSupport
import XCTest

/// Copies of a SQLite database in use, and files that are only read.
final class SQLiteCopyTests: XCTestCase {
    private let folder = Result { try TemporaryFolder() }

    private func makeDatabase(rows: Int) throws -> SQLiteDatabase {
        let database = try SQLiteDatabase(path: folder.get().path("source.db"))
        try database.write { db in
            try db.execute("CREATE TABLE numbers (id INTEGER PRIMARY KEY, text TEXT)")
        }
        try insert(1...rows, into: database)
        return database
    }

    private func insert(_ ids: ClosedRange<Int>, into database: SQLiteDatabase) throws {
        try database.write { db in
            for id in ids {
                try db.execute(
                    "INSERT INTO numbers VALUES ($1, $2)", [id, String(repeating: "x", count: 500)])
            }
        }
    }

    private func count(_ path: String) throws -> Int {
        try SQLiteFile(path: path).read { db in
            try XCTUnwrap(db.first("SELECT COUNT(*) AS count FROM numbers")).int("count")
        }
    }

    /// More than one step is copied, and a row comes in between.
    func testCopyIsOneSnapshot() throws {
        let database = try makeDatabase(rows: 20_000)
        let copy = try folder.get().path("copy.db")
        let steps = Recorder<Int>()
        try database.copy(to: copy) { done, total in
            steps.note(total - done)
            try insert(100_000 + steps.all.count...100_000 + steps.all.count, into: database)
        }
        XCTAssertGreaterThan(steps.all.count, 2)
        XCTAssertEqual(steps.all.last, 0)
        XCTAssertEqual(try count(copy), 20_000)
    }

    /// Nothing beside it: bytes 18 and 19 say how it is written
    /// (https://www.sqlite.org/fileformat.html, 1.3).
    func testCopyIsOneFileWithoutLog() throws {
        let database = try makeDatabase(rows: 10)
        let copy = try folder.get().path("copy.db")
        try database.copy(to: copy)
        XCTAssertEqual(Array(try Data(contentsOf: URL(fileURLWithPath: copy))[18...19]), [1, 1])
        _ = try count(copy)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.get().path)
        XCTAssertEqual(names.filter { $0.hasPrefix("copy") }, ["copy.db"])
    }

    func testCopyStopsWhereItIsTold() throws {
        struct Stop: Error {}
        let database = try makeDatabase(rows: 20_000)
        XCTAssertThrowsError(
            try database.copy(to: folder.get().path("copy.db")) { _, _ in throw Stop() }
        ) { XCTAssertTrue($0 is Stop, "\($0)") }
        XCTAssertEqual(try database.read { try $0.query("SELECT id FROM numbers").count }, 20_000)
    }

    func testFileThatIsOnlyReadRefusesWriting() throws {
        let file = SQLiteFile(path: try folder.get().path("any.db"))
        XCTAssertThrowsError(try file.write { _ in }) {
            XCTAssertEqual(($0 as? StorageError)?.code, .unavailable)
        }
    }

    /// What means something in a URI means nothing in a path.
    func testAnyPathCanBeRead() throws {
        let database = try makeDatabase(rows: 3)
        let copy = try folder.get().path("a ?b=%41#ü&c.db")
        try database.copy(to: copy)
        XCTAssertEqual(try count(copy), 3)
    }
}
