import XCTest

@testable import Worker

final class CapacityTests: XCTestCase {
    func testNoMorePlacesThanThereAre() {
        let capacity = Capacity(2)
        XCTAssertTrue(capacity.borrow())
        XCTAssertTrue(capacity.borrow())
        XCTAssertFalse(capacity.borrow())
        capacity.giveBack()
        XCTAssertTrue(capacity.borrow())
    }

    func testAPlaceIsWantedUntilOneIsGivenBack() {
        let capacity = Capacity(1)
        XCTAssertTrue(capacity.borrow())
        XCTAssertFalse(capacity.isWanted)
        capacity.ask()
        XCTAssertTrue(capacity.isWanted)
        capacity.giveBack()
        XCTAssertFalse(capacity.isWanted)
    }

    func testNothingIsWantedWhileAPlaceIsFree() {
        let capacity = Capacity(1)
        capacity.ask()
        XCTAssertFalse(capacity.isWanted)
    }
}
