import Hashing
import XCTest

final class DigestTests: XCTestCase {
    private let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    func testHexRoundTrip() throws {
        let digest = try XCTUnwrap(Digest(hex: empty))
        XCTAssertEqual(digest.hex, empty)
        XCTAssertEqual(Digest(hex: empty.uppercased()), digest)
    }

    func testOtherTextIsRefused() {
        XCTAssertNil(Digest(hex: ""))
        XCTAssertNil(Digest(hex: String(empty.dropLast())))
        XCTAssertNil(Digest(hex: empty + "00"))
        XCTAssertNil(Digest(hex: "g" + empty.dropFirst()))
        XCTAssertNil(Digest(hex: String(repeating: "é", count: 32)))
    }

    func testOrderIsThatOfTheText() throws {
        let low = try XCTUnwrap(Digest(hex: "00" + empty.dropFirst(2)))
        let high = try XCTUnwrap(Digest(hex: empty))
        XCTAssertLessThan(low, high)
        XCTAssertFalse(low < low)
    }
}
