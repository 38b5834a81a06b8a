import TestServers
import TestSupport
import XCTest

@testable import Storage

/// A server that is restarted or away.
final class PostgreSQLOutageTests: XCTestCase {
    private static let ownServer = Result { try PostgreSQLServer() }
    private var server: PostgreSQLServer { get throws { try Self.ownServer.get() } }

    private func makeDatabase(patience: Duration = .seconds(20)) throws -> PostgreSQLDatabase {
        var settings = PostgreSQLSettings()
        settings.patience = patience
        let database = try PostgreSQLDatabase(url: server.makeDatabase(), settings: settings)
        try database.write { try $0.execute("CREATE TABLE rows (n BIGINT)") }
        return database
    }

    func testARestartBetweenTransactionsIsNotNoticed() throws {
        let database = try makeDatabase()
        try inParallel(4) { thread in try database.write { try insert(thread, on: $0) } }
        try server.restart()
        XCTAssertEqual(try rows(database), [0, 1, 2, 3])
        try server.restart(immediately: true)
        try database.write { try insert(4, on: $0) }
        XCTAssertEqual(try rows(database), [0, 1, 2, 3, 4])
    }

    func testARestartBeforeTheFirstStatementIsNotNoticed() throws {
        let database = try makeDatabase()
        try database.write { db in
            try server.restart()
            try db.savepoint { try insert(1, on: db) }
        }
        XCTAssertEqual(try rows(database), [1])
    }

    func testARestartInTheMidstOfABodyKeepsNothing() throws {
        let database = try makeDatabase()
        assertStorageError(.unavailable) {
            try database.write { db in
                try insert(1, on: db)
                try server.restart()
                XCTAssertThrowsError(try db.savepoint { try insert(2, on: db) })
                XCTAssertThrowsError(try insert(3, on: db))
            }
        }
        XCTAssertEqual(try rows(database), [])
    }

    func testARestartBeforeTheCommitSaysThatItIsNotKnown() throws {
        let database = try makeDatabase()
        XCTAssertThrowsError(
            try database.write { db in
                try insert(1, on: db)
                try server.restart()
            }
        ) {
            XCTAssertEqual(($0 as? StorageError)?.code, .unavailable)
            XCTAssertTrue("\($0)".contains("not known whether"), "\($0)")
        }
        XCTAssertEqual(try rows(database), [])
    }

    func testAReaderThatHasReadIsDoneWhateverFollows() throws {
        let database = try makeDatabase()
        let count = try database.read { db in
            let count = try db.query("SELECT n FROM rows").count
            try server.restart()
            return count
        }
        XCTAssertEqual(count, 0)
        XCTAssertEqual(try rows(database), [])
    }

    func testACallWaitsForTheServerToComeBack() throws {
        let database = try makeDatabase()
        try server.stop()
        let isAsking = Gate()
        let answer = Recorder<Result<[Int], any Error>>()
        Thread {
            isAsking.open()
            answer.note(Result { try rows(database) })
        }.start()
        try isAsking.wait("the asking thread")
        try server.start()
        XCTAssertEqual(try answer.wait("the answer")[0].get(), [])
    }

    func testPatienceEnds() throws {
        let database = try makeDatabase(patience: .milliseconds(200))
        try server.stop()
        defer { XCTAssertNoThrow(try server.start()) }
        for _ in 0..<2 {
            let start = ContinuousClock.now
            assertStorageError(.unavailable) { _ = try rows(database) }
            XCTAssertLessThan(ContinuousClock.now - start, .seconds(3))
        }
    }

    func testPatienceEndsInASavepointToo() throws {
        let database = try makeDatabase(patience: .milliseconds(200))
        try database.write { db in try db.savepoint { try insert(1, on: db) } }
        try server.stop()
        defer { XCTAssertNoThrow(try server.start()) }
        assertStorageError(.unavailable) {
            try database.write { db in try db.savepoint { try insert(2, on: db) } }
        }
    }

    func testAServerThatLeavesAfterTheFirstPreparationIsWaitedForInVain() throws {
        let database = try makeDatabase(patience: .milliseconds(200))
        defer { XCTAssertNoThrow(try server.start()) }
        assertStorageError(.unavailable) {
            try database.write { db in
                // Prepared, and refused here: the server has begun, and nothing has run.
                _ = try? db.savepoint { try insert(on: db, text: "x") }
                try server.stop()
                try insert(1, on: db)
            }
        }
    }

    func testASessionThatWasEndedIsReplaced() throws {
        let database = try makeDatabase()
        try server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname IS NOT NULL "
                + "AND pid <> pg_backend_pid()")
        XCTAssertEqual(try rows(database), [])
    }

    func testAPausedBodyDoesNotHoldItsLocksForEver() throws {
        var settings = PostgreSQLSettings()
        settings.idleTransactionLimit = .milliseconds(50)
        let url = try server.makeDatabase()
        let (paused, other) = (
            try PostgreSQLDatabase(url: url, settings: settings), try PostgreSQLDatabase(url: url)
        )
        try other.write { try $0.execute("CREATE TABLE rows (n BIGINT)") }
        assertStorageError(.unavailable) {
            try paused.write { db in
                try db.execute("LOCK TABLE rows IN ACCESS EXCLUSIVE MODE")
                XCTAssertEqual(try rows(other), [])
            }
        }
    }

    func testTheClockGoesOnWhileTheServerIsAway() throws {
        let database = try makeDatabase()
        try server.stop()
        defer { XCTAssertNoThrow(try server.start()) }
        XCTAssertLessThan(abs((database.now() - Timestamp.now()).seconds), 0.5)
    }

    func testAnnouncementsAreHeardAfterARestart() throws {
        let url = try server.makeDatabase()
        let (listening, other) = (
            try PostgreSQLDatabase(url: url), try PostgreSQLDatabase(url: url)
        )
        let topic = Topic("contract")
        let signal = listening.listen(to: topic)
        signal.wait(beyond: 0, until: Date(timeIntervalSinceNow: 10))
        var seen = signal.current
        try server.restart()
        XCTAssertGreaterThan(
            signal.wait(beyond: seen, until: Date(timeIntervalSinceNow: 10)), seen,
            "what was missed is not looked for")
        seen = signal.current
        try other.write { $0.notify(topic) }
        XCTAssertGreaterThan(
            signal.wait(beyond: seen, until: Date(timeIntervalSinceNow: 10)), seen)
    }
}

private func insert(_ n: Int, on db: any Connection) throws {
    try db.execute("INSERT INTO rows (n) VALUES ($1)", [n])
}

private func rows(_ database: PostgreSQLDatabase) throws -> [Int] {
    try database.read { db in
        try db.query("SELECT n FROM rows ORDER BY n").map { try $0.int("n") }
    }
}

private func insert(on db: any Connection, text: String) throws {
    try db.execute("INSERT INTO rows (n) VALUES ($1)", [text])
}
