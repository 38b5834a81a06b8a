import Foundation
import TestSupport
import XCTest

@testable import Storage

final class SignalTests: XCTestCase {
    func testARaiseBetweenLookingAndWaitingIsNotLost() {
        let signal = Signal()
        let seen = signal.current
        signal.raise()
        XCTAssertEqual(signal.wait(beyond: seen, until: .distantFuture), seen + 1)
    }

    func testAWaitEndsAtItsDeadline() {
        let signal = Signal()
        XCTAssertEqual(signal.wait(beyond: 0, until: .distantPast), 0)
    }

    func testTwoThreadsMayAnswerEachOtherForEver() throws {
        let (calls, answers) = (Signal(), Signal())
        let ended = Gate()
        Thread {
            for number: UInt64 in 0..<200 {
                calls.wait(beyond: number, until: .distantFuture)
                answers.raise()
            }
            ended.open()
        }.start()
        for number: UInt64 in 0..<200 {
            calls.raise()
            XCTAssertEqual(answers.wait(beyond: number, until: .distantFuture), number + 1)
        }
        try ended.wait("the end of the answers")
    }

    func testARaiseWakesEveryWaiter() throws {
        let signal = Signal()
        let woken = Recorder<UInt64>()
        for _ in 0..<4 {
            Thread { woken.note(signal.wait(beyond: 0, until: .distantFuture)) }.start()
        }
        signal.raise()
        XCTAssertEqual(try woken.wait(for: 4, "four woken threads"), [1, 1, 1, 1])
    }
}
