import TestServers
import TestSupport
import XCTest

@testable import Storage

final class PostgreSQLPoolTests: XCTestCase {
    private func makeDatabase(maxConnections: Int) throws -> PostgreSQLDatabase {
        var settings = PostgreSQLSettings()
        settings.maxConnections = maxConnections
        return try PostgreSQLDatabase(
            url: PostgreSQLServer.shared().makeDatabase(), settings: settings)
    }

    private func session(_ db: any Connection) throws -> Int? {
        try db.first("SELECT pg_backend_pid() AS pid")?.int("pid")
    }

    func testOneThreadUsesOneConnection() throws {
        let database = try makeDatabase(maxConnections: 4)
        let sessions = try (0..<20).map { number in
            number.isMultiple(of: 2) ? try database.read(session) : try database.write(session)
        }
        XCTAssertEqual(Set(sessions).count, 1)
    }

    func testMoreThreadsThanConnectionsWait() throws {
        let database = try makeDatabase(maxConnections: 3)
        let sessions = Recorder<Int?>()
        try inParallel(24) { _ in
            for _ in 0..<10 {
                sessions.note(
                    try database.write { try $0.first("SELECT pg_backend_pid() AS p")?.int("p") })
            }
        }
        XCTAssertEqual(sessions.all.count, 240)
        XCTAssertLessThanOrEqual(Set(sessions.all).count, 3)
    }

    func testABodyWithoutStatementsKeepsTheServerOut() throws {
        let database = try makeDatabase(maxConnections: 1)
        XCTAssertEqual(try database.write { _ in 7 }, 7)
        XCTAssertEqual(try database.read { _ in 7 }, 7)
        XCTAssertNotNil(try database.read(session))
    }

    func testConnectionsEndWithTheDatabase() throws {
        let server = try PostgreSQLServer.shared()
        let url = try server.makeDatabase()
        let name = try XCTUnwrap(URL(string: url)).lastPathComponent
        var database: PostgreSQLDatabase? = try PostgreSQLDatabase(url: url)
        let signal = database?.listen(to: Topic("contract"))
        signal?.wait(beyond: 0, until: Date(timeIntervalSinceNow: 10))
        database = nil
        let count = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = '\(name)'"
        try eventually("the end of the connections") { try server.execute(count) == "0\n" }
    }

    func testThreadsAndDescriptorsEndWithTheDatabase() throws {
        let url = try PostgreSQLServer.shared().makeDatabase()
        let openAndListen = {
            let database = try PostgreSQLDatabase(url: url)
            database.listen(to: Topic("contract"))
                .wait(beyond: 0, until: Date(timeIntervalSinceNow: 10))
        }
        try openAndListen()
        let before = try descriptors()
        for _ in 0..<10 { try openAndListen() }
        try eventually("the end of the threads") { try threads().isEmpty }
        try eventually("the end of the descriptors") { try descriptors() <= before }
    }

    private func descriptors() throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    }

    /// The threads of notifications; the kernel keeps 15 letters of a name.
    private func threads() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").filter { task in
            (try? String(contentsOfFile: "/proc/self/task/\(task)/comm", encoding: .utf8))?
                .hasPrefix("postgresql-noti") ?? false
        }
    }
}
