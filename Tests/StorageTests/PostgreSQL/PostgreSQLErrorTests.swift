import TestServers
import TestSupport
import XCTest

@testable import Storage

final class PostgreSQLErrorTests: XCTestCase {
    private func code(_ state: String) -> StorageError.Code {
        PostgreSQLError(sqlState: state, primaryMessage: nil).storageError().code
    }

    func testStatesHaveCodes() {
        let codes: [(String, StorageError.Code)] = [
            ("23505", .constraint), ("53100", .noSpace), ("53300", .unavailable),
            ("57P01", .unavailable), ("08006", .unavailable), ("40P01", .busy), ("40001", .busy),
            ("55P03", .busy), ("57014", .busy), ("XX001", .corrupt), ("XX002", .corrupt),
            ("42501", .unavailable), ("22021", .inputOutput), ("42P01", .inputOutput),
        ]
        for (state, expected) in codes { XCTAssertEqual(code(state), expected, state) }
    }

    func testMessagesThatMayQuoteValuesAreNotKept() {
        for state in ["22P02", "22003", "P0001", "21000"] {
            XCTAssertNil(PostgreSQLError(sqlState: state, primaryMessage: "secret").message, state)
        }
    }

    func testNoErrorOfTheServerHoldsAValue() throws {
        let url = try PostgreSQLServer.shared().makeDatabase()
        let database = try PostgreSQLDatabase(url: url)
        try database.write { db in
            try db.execute("CREATE TABLE rows (tag TEXT PRIMARY KEY CHECK (tag <> 'secret'))")
            try db.execute("CREATE TABLE short (tag VARCHAR(2), other TEXT REFERENCES rows (tag))")
        }
        let refused = [
            "INSERT INTO rows (tag) VALUES ($1)", "INSERT INTO short (tag) VALUES ($1)",
            "INSERT INTO short (other) VALUES ($1)", "SELECT CAST(CAST($1 AS TEXT) AS BIGINT) AS n",
            "SELECT CAST(CAST($1 AS TEXT) AS BYTEA) || decode(CAST($1 AS TEXT), 'hex') AS n",
            "SELECT 1 / (length(CAST($1 AS TEXT)) - 6) AS n", "SELECT $1 + 1 AS n",
        ]
        for sql in refused {
            XCTAssertThrowsError(try database.write { try $0.query(sql, ["secret"]) }, sql) {
                XCTAssertEqual(($0 as? StorageError)?.sql, sql)
                let text = "\($0)".replacing(sql, with: "")
                XCTAssertFalse(text.contains("secret"), text)
            }
        }
    }

    func testADeadlockIsBusy() throws {
        let url = try PostgreSQLServer.shared().makeDatabase()
        let database = try PostgreSQLDatabase(url: url)
        try database.write { db in
            try db.execute("CREATE TABLE rows (id BIGINT PRIMARY KEY, n BIGINT)")
            try db.execute("INSERT INTO rows VALUES (0, 0), (1, 0)")
        }
        let gates = [Gate(), Gate()]
        let codes = Recorder<StorageError.Code?>()
        try inParallel(2) { thread in
            do {
                try database.write { db in
                    try db.execute("UPDATE rows SET n = 1 WHERE id = $1", [thread])
                    gates[thread].open()
                    try gates[1 - thread].wait("the other's row")
                    try db.execute("UPDATE rows SET n = 2 WHERE id = $1", [1 - thread])
                }
                codes.note(nil)
            } catch let error as StorageError {
                codes.note(error.code)
            }
        }
        XCTAssertEqual(Set(codes.all), [nil, .busy])
    }
}
