import Foundation
import TestSupport
import XCTest

@testable import API

final class TimedLookUpTests: XCTestCase {
    private let soon = { Date(timeIntervalSinceNow: 20) }

    func testWhatIsFreshIsNotLookedUpAgain() throws {
        let calls = Recorder<Void>()
        let lookUp = TimedLookUp(freshness: .seconds(3_600)) { calls.open() }
        for _ in 0..<3 {
            lookUp.refresh()
            _ = try XCTUnwrap(lookUp.found(by: soon())).get()
        }
        XCTAssertEqual(calls.all.count, 1)
    }

    func testWhatIsStaleIsLookedUpAgain() throws {
        let calls = Recorder<Void>()
        let lookUp = TimedLookUp(freshness: .zero) {
            calls.open()
            return calls.all.count
        }
        for number in 1...3 {
            lookUp.refresh()
            XCTAssertEqual(try XCTUnwrap(lookUp.found(by: soon())).get(), number)
        }
    }

    func testNobodyWaitsForWhatHangsAndOneHangsAtATime() throws {
        let calls = Recorder<Void>()
        let gate = Gate()
        let lookUp = TimedLookUp(freshness: .zero) {
            calls.open()
            try gate.wait("the test")
        }
        for _ in 0..<3 {
            lookUp.refresh()
            XCTAssertNil(lookUp.found(by: Date()))
        }
        gate.open()
        XCTAssertNotNil(lookUp.found(by: soon()))
        XCTAssertEqual(calls.all.count, 1)
    }

    func testErrorsAreFoundToo() throws {
        struct Trouble: Error {}
        let lookUp = TimedLookUp<Int>(freshness: .zero) { throw Trouble() }
        lookUp.refresh()
        XCTAssertThrowsError(try XCTUnwrap(lookUp.found(by: soon())).get()) {
            XCTAssertTrue($0 is Trouble)
        }
    }
}
