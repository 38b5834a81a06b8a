import XCTest

@testable import Storage

final class PostgreSQLClockTests: XCTestCase {
    private func difference(_ left: Timestamp, _ right: Timestamp) -> Double {
        abs((left - right).seconds)
    }

    func testBeforeTheFirstAnswerItIsThisMachines() {
        XCTAssertLessThan(difference(PostgreSQLClock().now(), .now()), 0.1)
    }

    func testItCountsOnFromTheServersAnswer() {
        let clock = PostgreSQLClock()
        let server = Timestamp.now() + .seconds(86_400)
        clock.note(server, askedAt: .now)
        XCTAssertLessThan(difference(clock.now(), server), 0.1)
    }

    func testASlowAnswerIsTakenForItsMiddle() {
        let clock = PostgreSQLClock()
        let server = Timestamp.now()
        clock.note(server, askedAt: .now - .seconds(10))
        XCTAssertLessThan(difference(clock.now(), server + .seconds(5)), 0.1)
    }

    func testTheFasterAnswerIsBelieved() {
        let clock = PostgreSQLClock()
        let server = Timestamp.now()
        clock.note(server, askedAt: .now)
        clock.note(server + .seconds(100), askedAt: .now - .seconds(10))
        XCTAssertLessThan(difference(clock.now(), server), 0.1)
    }
}
