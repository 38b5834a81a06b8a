import XCTest

@testable import Storage

final class PartPlanTests: XCTestCase {
    func testPartsAreEqualButTheLast() {
        let plan = PartPlan(byteCount: 25 << 20, preferred: 10 << 20)
        XCTAssertEqual(plan.count, 3)
        let body = HTTPBody.file(descriptor: 0, offset: 0, length: 25 << 20)
        let lengths = (1...3).map { plan.part($0, of: body).byteCount }
        XCTAssertEqual(lengths, [10 << 20, 10 << 20, 5 << 20])
    }

    func testPartsAreAtLeastFiveMebibytes() {
        XCTAssertEqual(PartPlan(byteCount: 100, preferred: 1).partBytes, 5 << 20)
    }

    func testThereAreAtMostTenThousandParts() {
        XCTAssertLessThanOrEqual(PartPlan(byteCount: 1 << 40, preferred: 8 << 20).count, 10_000)
    }
}
