import TestServers
import TestSupport
import XCTest

@testable import Storage

final class PostgreSQLStatementTests: XCTestCase {
    private func makeDatabase() throws -> PostgreSQLDatabase {
        var settings = PostgreSQLSettings()
        settings.maxConnections = 1
        return try PostgreSQLDatabase(
            url: PostgreSQLServer.shared().makeDatabase(), settings: settings)
    }

    private func value(_ expression: String, _ binds: (any SQLBindable)...) throws -> SQLValue? {
        try makeDatabase().read { try $0.first("SELECT \(expression) AS value", binds)?["value"] }
    }

    func testTypesOfTheServerAreRead() throws {
        let values: [(String, SQLValue)] = [
            ("CAST(-7 AS SMALLINT)", .integer(-7)), ("CAST(-7 AS INTEGER)", .integer(-7)),
            ("CAST(-7 AS BIGINT)", .integer(-7)), ("TRUE", .integer(1)), ("FALSE", .integer(0)),
            ("CAST(0.5 AS REAL)", .real(0.5)), ("CAST(0.1 AS DOUBLE PRECISION)", .real(0.1)),
            ("CAST('x' AS VARCHAR(3))", .text("x")), ("CAST('x' AS NAME)", .text("x")),
            ("'x'", .text("x")), ("decode('00ff', 'hex')", .blob([0, 255])), ("NULL", .null),
            ("CAST('NaN' AS DOUBLE PRECISION)", .null),
            ("CAST('Infinity' AS DOUBLE PRECISION)", .real(.infinity)),
        ]
        for (expression, expected) in values {
            XCTAssertEqual(try value(expression), expected, expression)
        }
    }

    func testOtherTypesAreNamed() throws {
        for (expression, name) in [("1.5", "numeric"), ("now()", "timestamp with time zone")] {
            XCTAssertThrowsError(try value(expression)) {
                XCTAssertTrue("\($0)".contains(name) && "\($0)".contains("CAST"), "\($0)")
            }
        }
    }

    func testBindsAreOfTheTypeThatTheServerFound() throws {
        XCTAssertEqual(try value("CAST($1 AS SMALLINT)", -7), .integer(-7))
        XCTAssertEqual(try value("CAST($1 AS INTEGER)", -7), .integer(-7))
        XCTAssertEqual(try value("CAST($1 AS BOOLEAN)", true), .integer(1))
        XCTAssertEqual(try value("CAST($1 AS REAL)", 0.5), .real(0.5))
        XCTAssertEqual(try value("CAST($1 AS DOUBLE PRECISION)", 3), .real(3))
        XCTAssertEqual(try value("CAST($1 AS DOUBLE PRECISION)", Double.nan), .null)
        XCTAssertEqual(try value("CAST($1 AS VARCHAR)", "x"), .text("x"))
    }

    func testABindThatDoesNotFitIsRefused() throws {
        XCTAssertThrowsError(try value("CAST($1 AS SMALLINT)", 32_768)) {
            XCTAssertFalse("\($0)".contains("32768"), "\($0)")
        }
        XCTAssertThrowsError(try value("CAST($1 AS INTEGER)", Int64.max))
        XCTAssertThrowsError(try value("CAST($1 AS BIGINT)", "7"))
        XCTAssertThrowsError(try value("CAST($1 AS TEXT)", 7))
        XCTAssertThrowsError(try value("CAST($1 AS TEXT)", [UInt8(7)]))
    }

    func testAFunctionThatReturnsNothingIsNull() throws {
        XCTAssertEqual(try value("pg_notify('nobody', '')"), .null)
    }

    func testChangedRowsAreThoseOfWrites() throws {
        let database = try makeDatabase()
        try database.write { db in
            XCTAssertEqual(try db.execute("CREATE TABLE rows (n BIGINT)"), 0)
            XCTAssertEqual(try db.execute("INSERT INTO rows VALUES (1), (2)"), 2)
            XCTAssertEqual(try db.execute("SELECT n FROM rows"), 0)
            XCTAssertEqual(
                try db.execute("WITH old AS (SELECT 1) UPDATE rows SET n = 3 WHERE n = 1"), 1)
            XCTAssertEqual(try db.execute("SET LOCAL work_mem = '1MB'"), 0)
        }
    }

    func testFewStatementsStayPrepared() throws {
        let database = try makeDatabase()
        for number in 0..<600 {
            let row = try database.read { try $0.first("SELECT \(number) AS n") }
            XCTAssertEqual(try row?.int("n"), number)
        }
        let row = try database.read {
            try $0.first("SELECT COUNT(*) AS n FROM pg_prepared_statements")
        }
        XCTAssertLessThan(try row?.int("n") ?? .max, PostgreSQLConnection.maxStatements + 10)
    }

    func testAStatementIsPreparedAgainWhenItsTableHasChanged() throws {
        let database = try makeDatabase()
        try database.write { db in
            try db.execute("CREATE TABLE rows (a BIGINT)")
            try db.execute("INSERT INTO rows VALUES (1)")
        }
        let look = { try database.read { try $0.first("SELECT * FROM rows")?.values } }
        XCTAssertEqual(try look(), [.integer(1)])
        try database.write { try $0.execute("ALTER TABLE rows ADD COLUMN b BIGINT DEFAULT 2") }
        XCTAssertEqual(try look(), [.integer(1), .integer(2)])
    }

    func testAChangedTableInTheMidstOfATransactionIsBusy() throws {
        let database = try makeDatabase()
        try database.write { try $0.execute("CREATE TABLE rows (a BIGINT)") }
        let look = { (db: any Connection) in _ = try db.query("SELECT * FROM rows") }
        try database.read(look)
        assertStorageError(.busy) {
            try database.write { db in
                try db.execute("ALTER TABLE rows ADD COLUMN b BIGINT")
                try look(db)
            }
        }
        XCTAssertNoThrow(try database.read(look))
    }
}
