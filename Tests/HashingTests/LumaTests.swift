// Expected values: Pillow's `Image.convert("L")`.
import Hashing
import XCTest

final class LumaTests: XCTestCase {
    func testWeighsTheColoursAsPillowDoes() {
        let rgb: [UInt8] = [
            255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 12, 200, 99, 250, 128, 3,
        ]
        XCTAssertEqual(Luma.bt601(rgb: rgb), [76, 150, 29, 255, 0, 132, 150])
    }

    func testIgnoresBytesAfterTheLastPixel() {
        XCTAssertEqual(Luma.bt601(rgb: [9, 9, 9, 255, 255]), [9])
        XCTAssertEqual(Luma.bt601(rgb: []), [])
    }
}
