import Storage
import TestServers
import TestSupport
import XCTest

/// The contract of `Database`, on PostgreSQL. The build finds the inherited tests of a
/// class that has one of its own.
final class PostgreSQLContractTests: SQLiteContractTests {
    override func contract(_ check: (DatabaseContract) throws -> Void) throws {
        try check(DatabaseContract(makeDatabase()))
    }

    func testEngineIsPostgreSQL() throws {
        XCTAssertEqual(try makeDatabase().dialect, .postgresql)
    }

    private func makeDatabase() throws -> PostgreSQLDatabase {
        try PostgreSQLDatabase(url: PostgreSQLServer.shared().makeDatabase())
    }
}
