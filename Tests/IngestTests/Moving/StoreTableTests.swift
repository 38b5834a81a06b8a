import Storage
import StoreTestSupport
import TestSupport
import XCTest

@testable import Ingest

/// A migration that adds a table or a column must say so where copying reads it.
class StoreTableTests: StoreTestCase {
    private static let notCopied: Set<String> = [
        "schema_migrations", "sqlite_sequence", "store", "condemned_blobs",
    ]

    func testEveryTableAndColumnIsCopied() throws {
        let test = try makeTestStore()
        var columns: [String: Set<String>] = [:]
        let rows = try test.store.database.read { db in
            try db.query(db.dialect.selectColumns)
        }
        for row in rows {
            columns[try row.text("table_name"), default: []].insert(try row.text("column_name"))
        }
        for name in Self.notCopied { columns[name] = nil }
        let copied = StoreTable.all.map { ($0.name, Set($0.columns)) }
        XCTAssertEqual(columns, Dictionary(uniqueKeysWithValues: copied))
    }

    func testKeysAndOrdersAreColumns() {
        for table in StoreTable.all {
            XCTAssertTrue(
                Set(table.key + table.order + table.large).isSubset(of: table.columns),
                table.name)
        }
    }
}

extension SQLDialect {
    fileprivate var selectColumns: String {
        switch self {
        case .sqlite:
            """
            SELECT tables.name AS table_name, columns.name AS column_name
            FROM sqlite_master AS tables, pragma_table_info(tables.name) AS columns
            WHERE tables.type = 'table'
            """
        case .postgresql:
            """
            SELECT CAST(table_name AS TEXT) AS table_name, CAST(column_name AS TEXT) AS column_name
            FROM information_schema.columns
            WHERE table_schema = current_schema()
            """
        }
    }
}
