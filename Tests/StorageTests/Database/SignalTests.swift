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
