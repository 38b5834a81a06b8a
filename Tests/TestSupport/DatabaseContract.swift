public import Storage
internal import XCTest

/// What every `Database` does; each engine's tests call every function.
public struct DatabaseContract {
    private let database: any Database

    /// Checks `database`, which is empty; make one for each function.
    public init(_ database: any Database) {
        self.database = database
    }

    // MARK: - Values

    /// Every type comes back as it was bound.
    public func valuesRoundTrip() throws {
        let values: [SQLValue] = [
            .null, .integer(0), .integer(.min), .integer(.max), .real(0.1),
            .real(-.greatestFiniteMagnitude), .real(.leastNonzeroMagnitude), .text(""),
            .text("Grüße 👩🏽‍⚖️ 漢字 \u{301}"), .text("'; DROP TABLE rows; --"),
            .blob([]), .blob([0]), .blob(Array(0...255)),
        ]
        for value in values { XCTAssertEqual(try roundTrip(value), value) }
    }

    /// PostgreSQL cannot store U+0000, so that no engine does.
    public func aNULIsReplaced() throws {
        XCTAssertEqual(try roundTrip("a\0b\0"), .text("a\u{FFFD}b\u{FFFD}"))
    }

    /// Swift's types are stored as the type that they say.
    public func swiftTypesAreBound() throws {
        XCTAssertEqual(try roundTrip(7 as Int), .integer(7))
        XCTAssertEqual(try roundTrip(Int64.min), .integer(.min))
        XCTAssertEqual(try roundTrip(true), .integer(1))
        XCTAssertEqual(try roundTrip(false), .integer(0))
        XCTAssertEqual(try roundTrip(Optional<String>.none), .null)
        XCTAssertEqual(try roundTrip(Optional("x")), .text("x"))
        XCTAssertEqual(try roundTrip(Timestamp(microseconds: -1)), .integer(-1))
    }

    /// An empty blob and an empty text are not NULL.
    public func emptyIsNotNull() throws {
        try makeValueTables()
        try database.write { db in
            try db.execute("INSERT INTO blobs (value) VALUES ($1)", [[UInt8]()])
            try db.execute("INSERT INTO texts (value) VALUES ($1)", [""])
            for table in ["blobs", "texts"] {
                let row = try db.first("SELECT COUNT(*) AS n FROM \(table) WHERE value IS NULL")
                XCTAssertEqual(try row?.int("n"), 0, table)
            }
        }
    }

    /// A bind may be used twice and in any order.
    public func bindsAreFoundByNumber() throws {
        try database.write { db in
            try db.execute("CREATE TABLE three (a TEXT, b TEXT, c TEXT)")
            try db.execute("INSERT INTO three (a, b, c) VALUES ($2, $1, $2)", ["one", "two"])
            let row = try db.first("SELECT a, b, c FROM three")
            XCTAssertEqual(try row?.text("a"), "two")
            XCTAssertEqual(try row?.text("b"), "one")
            XCTAssertEqual(try row?.text("c"), "two")
        }
    }

    /// More than nine binds are not taken for one digit and a letter.
    public func tenthBindIsNotTheFirst() throws {
        try makeRows()
        try database.write { db in
            let binds = (1...11).map { "$\($0)" }.joined(separator: ", ")
            try db.execute("INSERT INTO rows (tag, number) VALUES ('x', 11)")
            let row = try db.first(
                "SELECT tag FROM rows WHERE number IN (\(binds))", Array(1...11).map { Int64($0) })
            XCTAssertNotNil(row)
        }
    }

    /// A value of another type than asked for is an error, not a guess.
    public func wrongTypeIsCorrupt() throws {
        try makeRows(["a"])
        try database.read { db in
            let row = try XCTUnwrap(try db.first("SELECT tag, number, NULL AS none FROM rows"))
            assertStorageError(.corrupt) { _ = try row.integer("tag") }
            assertStorageError(.corrupt) { _ = try row.blob("tag") }
            assertStorageError(.corrupt) { _ = try row.text("number") }
            assertStorageError(.corrupt) { _ = try row.text("none") }
            XCTAssertNil(try row.optionalInteger("none"))
            XCTAssertEqual(try row.real("number"), 0)
        }
    }

    // MARK: - Statements

    /// The number of changed rows leaves out those of foreign keys, and earlier ones.
    public func executeCountsItsOwnRows() throws {
        try database.write { db in
            try db.execute("CREATE TABLE parents (id BIGINT PRIMARY KEY)")
            try db.execute(
                """
                CREATE TABLE children (
                    parent BIGINT NOT NULL REFERENCES parents (id) ON DELETE CASCADE
                )
                """)
            try db.execute("INSERT INTO parents (id) VALUES (1), (2), (3)")
            try db.execute("INSERT INTO children (parent) VALUES (1), (1), (1)")
            XCTAssertEqual(try db.execute("DELETE FROM parents WHERE id = 9"), 0)
            XCTAssertEqual(try db.execute("DELETE FROM parents WHERE id < 3"), 2)
            XCTAssertEqual(try db.execute("CREATE TABLE more (id BIGINT)"), 0)
        }
        XCTAssertEqual(try count("children"), 0)
    }

    /// A refused row has the code `.constraint` and ends the transaction, whatever
    /// its body makes of it.
    public func aRefusalEndsTheTransaction() throws {
        try makeRows(["a"])
        assertStorageError(.constraint) {
            try database.write { db in
                try insert("b", on: db)
                assertStorageError(.constraint) { try insert("a", on: db) }
            }
        }
        XCTAssertEqual(try tags(), ["a"])
    }

    /// After a refusal no statement of the transaction is run.
    public func nothingRunsAfterARefusal() throws {
        try makeRows(["a"])
        XCTAssertThrowsError(
            try database.write { db in
                _ = try? insert("a", on: db)
                XCTAssertThrowsError(try insert("b", on: db))
            })
        XCTAssertEqual(try tags(), ["a"])
    }

    /// A refusal inside a savepoint leaves the transaction alive.
    public func aSavepointKeepsTheTransactionAlive() throws {
        try makeRows(["a"])
        try database.write { db in
            try insert("b", on: db)
            assertStorageError(.constraint) {
                try db.savepoint {
                    try insert("c", on: db)
                    try insert("a", on: db)
                }
            }
            try insert("d", on: db)
        }
        XCTAssertEqual(try tags(), ["a", "b", "d"])
    }

    /// A savepoint whose body swallowed a refusal is undone all the same.
    public func aSavepointWithARefusalIsUndone() throws {
        try makeRows(["a"])
        try database.write { db in
            assertStorageError(.constraint) {
                try db.savepoint {
                    try insert("b", on: db)
                    _ = try? insert("a", on: db)
                }
            }
        }
        XCTAssertEqual(try tags(), ["a"])
    }

    /// Savepoints nest: the inner one falls alone, the outer one takes it along.
    public func savepointsNest() throws {
        try makeRows()
        try database.write { db in
            try db.savepoint {
                try insert("a", on: db)
                XCTAssertThrowsError(
                    try db.savepoint {
                        try insert("b", on: db)
                        throw Refusal()
                    })
            }
            XCTAssertThrowsError(
                try db.savepoint {
                    try db.savepoint { try insert("c", on: db) }
                    throw Refusal()
                })
        }
        XCTAssertEqual(try tags(), ["a"])
    }

    /// What was announced in a savepoint that was undone is not heard.
    public func announcementsOfAnUndoneSavepointAreNotHeard() throws {
        let signal = try listen()
        let seen = signal.current
        try database.write { db in
            try? db.savepoint {
                db.notify(Self.topic)
                throw Refusal()
            }
        }
        XCTAssertEqual(signal.current, seen)
    }

    /// The database's clock agrees with this machine's, on which it runs.
    public func theClockIsRight() {
        XCTAssertLessThan(abs((database.now() - Timestamp.now()).seconds), 0.5)
    }

    /// An error names the statement, and never a bound value.
    public func errorsHoldNoValues() throws {
        try makeRows(["secret"])
        do {
            try database.write { try insert("secret", on: $0) }
            XCTFail("the row was taken twice")
        } catch let error as StorageError {
            XCTAssertEqual(error.sql, "INSERT INTO rows (tag, number) VALUES ($1, $2)")
            XCTAssertFalse("\(error)".contains("secret"), "\(error)")
        }
    }

    // MARK: - Transactions

    /// Nothing of a body that throws remains, and its own error is rethrown.
    public func throwingBodyLeavesNothing() throws {
        try makeRows()
        XCTAssertThrowsError(
            try database.write { db in
                try db.execute("INSERT INTO rows (tag, number) VALUES ('a', 0)")
                throw Refusal()
            }
        ) { XCTAssertTrue($0 is Refusal) }
        XCTAssertEqual(try tags(), [])
    }

    /// A body returns its value only after the commit.
    public func writeReturnsItsValue() throws {
        try makeRows(["a"])
        let number = try database.write { try $0.first("SELECT 42 AS n")?.int("n") }
        XCTAssertEqual(number, 42)
    }

    /// A reader sees a transaction as a whole and only after its commit.
    public func nothingIsSeenBeforeTheCommit() throws {
        try makeRows()
        let (isInside, mayCommit) = (Gate(), Gate())
        let ended = Recorder<Result<Void, any Error>>()
        Thread { [database] in
            ended.note(
                Result {
                    try database.write { db in
                        try db.execute("INSERT INTO rows (tag, number) VALUES ('a', 0)")
                        isInside.open()
                        try mayCommit.wait("leave to commit")
                    }
                })
        }.start()
        try isInside.wait("the writer's row")
        XCTAssertEqual(try tags(), [])
        mayCommit.open()
        try ended.wait("the commit")[0].get()
        XCTAssertEqual(try tags(), ["a"])
    }

    /// Commits of others do not change what a reader has begun to see.
    public func readersKeepTheirSnapshot() throws {
        try makeRows(["a"])
        try database.read { db in
            XCTAssertEqual(try db.query("SELECT tag FROM rows").count, 1)
            try inParallel(1) { [database] _ in
                try database.write { try insert("b", on: $0) }
            }
            XCTAssertEqual(try db.query("SELECT tag FROM rows").count, 1)
        }
        XCTAssertEqual(try tags(), ["a", "b"])
    }

    /// A reader cannot write.
    public func readersDoNotWrite() throws {
        try makeRows()
        XCTAssertThrowsError(try database.read { try insert("a", on: $0) })
        XCTAssertEqual(try tags(), [])
    }

    /// A reader that throws leaves its connection fit for the next.
    public func readersRecoverFromErrors() throws {
        try makeRows(["a"])
        for _ in 0..<20 { XCTAssertThrowsError(try database.read { _ in throw Refusal() }) }
        XCTAssertEqual(try tags(), ["a"])
    }

    /// Transactions of many threads each happen once.
    public func everyTransactionHappensOnce() throws {
        try makeRows()
        try inParallel(8) { [database] thread in
            for number in 0..<50 {
                try database.write { try insert("\(thread)", Int64(number), on: $0) }
            }
        }
        XCTAssertEqual(try count("rows"), 400)
    }

    // MARK: - Signals

    /// An announcement is heard after its commit and not before.
    public func announcementsAreHeardAfterTheCommit() throws {
        try makeRows()
        let signal = try listen()
        let seen = signal.current
        try database.write { db in
            try insert("a", on: db)
            db.notify(Self.topic)
            XCTAssertEqual(signal.current, seen, "heard before the commit")
        }
        XCTAssertGreaterThan(signal.wait(beyond: seen, until: soon), seen)
    }

    /// What a transaction that was undone has announced is not heard.
    public func undoneAnnouncementsAreNotHeard() throws {
        let signal = try listen()
        let seen = signal.current
        XCTAssertThrowsError(
            try database.write { db in
                db.notify(Self.topic)
                throw Refusal()
            })
        XCTAssertEqual(signal.current, seen)
    }

    // MARK: - Arrangement

    private static let topic = Topic("contract")

    /// A topic's signal after the first raise, which may come without cause.
    private func listen() throws -> Signal {
        let signal = database.listen(to: Self.topic)
        try database.write { $0.notify(Self.topic) }
        signal.wait(beyond: 1, until: soon)
        return signal
    }

    private var soon: Date { Date(timeIntervalSinceNow: 5) }

    private func makeRows(_ tags: [String] = []) throws {
        try database.write { db in
            try db.execute(
                "CREATE TABLE rows (tag TEXT NOT NULL, number BIGINT NOT NULL, "
                    + "PRIMARY KEY (tag, number))")
            for tag in tags { try insert(tag, on: db) }
        }
    }

    private func tags() throws -> [String] {
        try database.read { db in
            try db.query("SELECT tag FROM rows ORDER BY tag").map { try $0.text("tag") }
        }
    }

    private func count(_ table: String) throws -> Int? {
        try database.read { try $0.first("SELECT COUNT(*) AS n FROM \(table)")?.int("n") }
    }

    private func makeValueTables() throws {
        try database.write { db in
            for (table, type) in Self.valueTables {
                try db.execute("CREATE TABLE IF NOT EXISTS \(table) (value \(type))")
            }
        }
    }

    private static let valueTables = [
        ("integers", "BIGINT"), ("reals", "DOUBLE PRECISION"), ("texts", "TEXT"),
        ("blobs", "BYTEA"),
    ]

    /// Stores a value in a table of its type and reads it back.
    private func roundTrip(_ value: some SQLBindable) throws -> SQLValue? {
        try makeValueTables()
        let table =
            switch value.sqlValue {
            case .integer, .null: "integers"
            case .real: "reals"
            case .text: "texts"
            case .blob: "blobs"
            }
        return try database.write { db in
            try db.execute("DELETE FROM \(table)")
            try db.execute("INSERT INTO \(table) (value) VALUES ($1)", [value])
            return try db.first("SELECT value FROM \(table)")?["value"]
        }
    }
}

/// What a body throws that wants to be undone.
struct Refusal: Error {}

private func insert(_ tag: String, _ number: Int64 = 0, on db: any Connection) throws {
    try db.execute("INSERT INTO rows (tag, number) VALUES ($1, $2)", [tag, number])
}

/// Runs `body` and fails unless it throws a `StorageError` with this code.
public func assertStorageError(
    _ code: StorageError.Code, file: StaticString = #filePath, line: UInt = #line,
    _ body: () throws -> Void
) {
    do {
        try body()
        XCTFail("nothing was thrown", file: file, line: line)
    } catch let error as StorageError {
        XCTAssertEqual(error.code, code, error.message, file: file, line: line)
    } catch {
        XCTFail("thrown: \(error)", file: file, line: line)
    }
}
