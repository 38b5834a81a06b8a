import Hashing
import XCTest

final class HammingScanTests: XCTestCase {
    private let hashes = [
        PageHash(words: SIMD4(0b111, 0, 0, 0)),
        PageHash(words: .zero),
        PageHash(words: SIMD4(0, 0, 1, 0)),
        PageHash(words: SIMD4(repeating: .max)),
        PageHash(words: SIMD4(0, 0, 0, 0b111)),
    ]

    func testNearestComesFirstThenTheLowerIndex() {
        let found = HammingScan.matches(of: PageHash(words: .zero), in: hashes, within: 3)
        XCTAssertEqual(found.map(\.index), [1, 2, 0, 4])
        XCTAssertEqual(found.map(\.distance), [0, 1, 3, 3])
    }

    func testRadiusIsInclusive() {
        let query = PageHash(words: .zero)
        XCTAssertEqual(HammingScan.matches(of: query, in: hashes, within: 2).count, 2)
        XCTAssertEqual(HammingScan.matches(of: query, in: hashes, within: 256).count, 5)
    }

    func testFindsNothingAmongNothing() {
        let query = PageHash(words: .zero)
        XCTAssertTrue(HammingScan.matches(of: query, in: [], within: 256).isEmpty)
        XCTAssertTrue(HammingScan.matches(of: query, in: hashes, within: -1).isEmpty)
    }
}
