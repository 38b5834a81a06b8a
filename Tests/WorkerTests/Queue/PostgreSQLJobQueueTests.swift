import Storage
import TestServers
import TestSupport
import XCTest

/// The contract of `JobQueue`, on PostgreSQL. The build finds the inherited tests of a
/// class that has one of its own.
final class PostgreSQLJobQueueTests: SQLiteJobQueueTests {
    override func contract(_ check: (JobQueueContract) throws -> Void) throws {
        try check(JobQueueContract(makeDatabase()))
    }

    func testEngineIsPostgreSQL() throws {
        XCTAssertEqual(try makeDatabase().dialect, .postgresql)
    }

    private func makeDatabase() throws -> PostgreSQLDatabase {
        try PostgreSQLDatabase(url: PostgreSQLServer.shared().makeDatabase())
    }
}
