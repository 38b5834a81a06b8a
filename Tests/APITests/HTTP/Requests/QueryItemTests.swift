import XCTest

@testable import API

final class QueryItemTests: XCTestCase {
    func testKeepsOrderAndBothSpellings() throws {
        let items = try QueryItem.all(in: "b=1&a=x+y%20z&a=%2B&&c&d=e=f&%C3%BC=")
        XCTAssertEqual(items.map(\.name), ["b", "a", "a", "c", "d", "ü"])
        XCTAssertEqual(items.map(\.value), ["1", "x y z", "+", "", "e=f", ""])
        XCTAssertEqual(items[1].rawValue, "x+y%20z")
        XCTAssertNil(items[3].rawValue)
    }

    func testRefusesBrokenSpellings() {
        for query in ["a=%", "a=%g0", "%00=a", "a=%ff"] {
            XCTAssertThrowsError(try QueryItem.all(in: query), query)
        }
    }
}
