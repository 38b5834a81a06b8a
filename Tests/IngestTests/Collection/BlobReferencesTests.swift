import Hashing
import Storage
import StoreTestSupport
import XCTest

@testable import Ingest

class BlobReferencesTests: StoreTestCase {
    /// Columns that hold a SHA-256 or another 64 digits, and name no blob of a row.
    private static let others: Set<String> = [
        "api_keys.secret_hash", "condemned_blobs.digest", "issued_files.cache_key",
        "link_keys.secret", "records.contents_hash", "schema_migrations.sha256",
    ]

    /// A new column that names blobs has to be known to collections, or these remove its blobs.
    func testEveryColumnThatMayNameBlobsIsKnown() throws {
        let test = try makeTestStore()
        let candidates = try test.store.database.read { db in
            try db.query(db.dialect.selectDigestColumns).map { try $0.text("name") }
        }
        let known = BlobColumn.all.map { "\($0.table).\($0.digest)" }
        XCTAssertEqual(Set(candidates).subtracting(Self.others), Set(known))
    }

    func testNamedDigestsAreFound() throws {
        let test = try makeTestStore()
        let receipt = try test.add("invoice-2026-0417")
        try test.readAll()
        let record = try XCTUnwrap(test.store.records.record(of: test.version(receipt)))
        let used = [receipt.digest, try XCTUnwrap(record.pages[0].thumbnail)]
        let digests = used + (0..<5).map { SHA256.digest(of: [UInt8($0)]) }
        let named = try test.store.database.read { db in
            try BlobReferences.named(among: digests, on: db)
        }
        XCTAssertEqual(named, Set(used))
    }

    func testEveryQuestionIsAnsweredFromAnIndex() throws {
        guard Self.engine == .embedded else { return }
        let test = try makeTestStore()
        let plan = try test.store.database.read { db in
            try BlobColumn.all.flatMap { column in
                try db.query(
                    """
                    EXPLAIN QUERY PLAN
                    SELECT \(column.digest) FROM \(column.table) WHERE \(column.digest) IN ($1, $2)
                    """, ["a", "b"]
                ).map { try $0.text("detail") }
            }
        }
        // There are few organizations.
        XCTAssertEqual(plan.filter { $0.hasPrefix("SCAN") }, ["SCAN organizations"])
    }
}

extension SQLDialect {
    /// Columns of text that hold 64 characters by a rule of the schema, and those whose names
    /// are words for a blob, a picture or a hash.
    fileprivate var selectDigestColumns: String {
        let words = ["digest", "blob", "sha256", "hash", "thumbnail", "picture", "logo"]
        func likeness(_ column: String) -> String {
            words.map { "\(column) LIKE '%\($0)%'" }.joined(separator: " OR ")
        }
        switch self {
        case .sqlite:
            return """
                SELECT tables.name || '.' || columns.name AS name
                FROM sqlite_master AS tables, pragma_table_info(tables.name) AS columns
                WHERE tables.type = 'table'
                    AND columns.type = 'TEXT'
                    AND (tables.sql LIKE '%length(' || columns.name || ') = 64%'
                        OR \(likeness("columns.name")))
                """
        case .postgresql:
            return """
                WITH columns AS (
                    SELECT CAST(relname AS TEXT) AS table_name, CAST(attname AS TEXT) AS name,
                        attrelid
                    FROM pg_attribute
                    JOIN pg_class ON pg_class.oid = attrelid
                    JOIN pg_namespace ON pg_namespace.oid = relnamespace
                    WHERE nspname = current_schema()
                        AND relkind = 'r'
                        AND attnum > 0
                        AND format_type(atttypid, NULL) = 'text'
                )
                SELECT table_name || '.' || name AS name
                FROM columns
                WHERE (\(likeness("name")))
                    OR EXISTS (
                        SELECT 1
                        FROM pg_constraint
                        WHERE conrelid = attrelid
                            AND pg_get_constraintdef(oid) LIKE '%length(' || name || ') = 64%'
                    )
                """
        }
    }
}
