import TestServers
import TestSupport
import XCTest

@testable import Storage

final class PostgreSQLNotificationTests: XCTestCase {
    private let topic = Topic("contract")

    private var soon: Date { Date(timeIntervalSinceNow: 10) }

    /// A signal that hears the server by now.
    private func listen(_ database: PostgreSQLDatabase, to topic: Topic) -> Signal {
        let signal = database.listen(to: topic)
        signal.wait(beyond: 0, until: soon)
        return signal
    }

    func testACommitOfAnotherProcessRaisesTheSignal() throws {
        let url = try PostgreSQLServer.shared().makeDatabase()
        let database = try PostgreSQLDatabase(url: url)
        try database.write { try $0.execute("CREATE TABLE rows (tag TEXT, number BIGINT)") }
        let signal = listen(database, to: topic)
        let seen = signal.current
        let tool = try TestTool("database", url, "notify-after-row", topic.name)
        XCTAssertEqual(try tool.line("the commit"), "committed")
        let committed = Date()
        XCTAssertGreaterThan(signal.wait(beyond: seen, until: soon), seen)
        // 250 ms are promised; the margin is for a busy machine.
        XCTAssertLessThan(Date().timeIntervalSince(committed), 1)
    }

    func testOtherTopicsAreNotHeard() throws {
        let url = try PostgreSQLServer.shared().makeDatabase()
        let (database, other) = (
            try PostgreSQLDatabase(url: url), try PostgreSQLDatabase(url: url)
        )
        let (wanted, unwanted) = (listen(database, to: topic), listen(database, to: Topic("b")))
        let (seen, seenUnwanted) = (wanted.current, unwanted.current)
        try other.write { $0.notify(topic) }
        XCTAssertGreaterThan(wanted.wait(beyond: seen, until: soon), seen)
        XCTAssertEqual(unwanted.current, seenUnwanted)
    }

    func testTheLastOfManyAnnouncementsIsHeard() throws {
        let url = try PostgreSQLServer.shared().makeDatabase()
        let (database, other) = (
            try PostgreSQLDatabase(url: url), try PostgreSQLDatabase(url: url)
        )
        try database.write { try $0.execute("CREATE TABLE rows (n BIGINT)") }
        let signal = listen(database, to: topic)
        let before = signal.current
        for number in 0..<200 {
            try other.write { db in
                try db.execute("INSERT INTO rows VALUES ($1)", [number])
                db.notify(topic)
            }
        }
        try signal.wait("the last row") {
            try database.read { try $0.query("SELECT n FROM rows").count } == 200
        }
        // A raise for each of them would mean that nothing was put together.
        XCTAssertLessThan(signal.current - before, 200)
    }

    func testOwnAnnouncementsAreHeardOnce() throws {
        let url = try PostgreSQLServer.shared().makeDatabase()
        let (database, other) = (
            try PostgreSQLDatabase(url: url), try PostgreSQLDatabase(url: url)
        )
        let signal = listen(database, to: topic)
        let seen = signal.current
        try database.write { $0.notify(topic) }
        XCTAssertEqual(signal.current, seen + 1)
        // Comes after our own, on its way through the server.
        try other.write { $0.notify(topic) }
        signal.wait(beyond: seen + 1, until: soon)
        XCTAssertEqual(signal.current, seen + 2)
    }

    func testADatabaseThatEndsSendsWhatItHasDelayed() throws {
        let url = try PostgreSQLServer.shared().makeDatabase()
        let database = try PostgreSQLDatabase(url: url)
        let signal = listen(database, to: topic)
        var settings = PostgreSQLSettings()
        settings.announcementInterval = .seconds(3_600)
        var other: PostgreSQLDatabase? = try PostgreSQLDatabase(url: url, settings: settings)
        if let other { _ = listen(other, to: Topic("b")) }
        try other?.write { $0.notify(topic) }
        signal.wait(beyond: 1, until: soon)
        let seen = signal.current
        try other?.write { $0.notify(topic) }
        other = nil
        XCTAssertGreaterThan(signal.wait(beyond: seen, until: soon), seen)
    }
}
