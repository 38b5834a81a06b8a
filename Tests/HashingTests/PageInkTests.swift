import Hashing
import TestSupport
import XCTest

final class PageInkTests: XCTestCase {
    func testFlatPageHasNoInk() {
        XCTAssertEqual(PageInk.share(luma: [UInt8](repeating: 255, count: 100)), 0)
        XCTAssertEqual(PageInk.share(luma: [UInt8](repeating: 0, count: 100)), 0)
        XCTAssertEqual(PageInk.share(luma: []), 0)
    }

    func testInkIsTheShareOfDarkPixels() {
        let luma = [UInt8](repeating: 250, count: 90) + [UInt8](repeating: 30, count: 10)
        XCTAssertEqual(PageInk.share(luma: luma), 0.1, accuracy: 1e-9)
    }

    func testLightPrintOnADarkPageIsInk() {
        let luma = [UInt8](repeating: 10, count: 80) + [UInt8](repeating: 240, count: 20)
        XCTAssertEqual(PageInk.share(luma: luma), 0.2, accuracy: 1e-9)
    }

    func testGrainOfAnEmptySheetIsNotInk() {
        var random = SeededGenerator(seed: 1)
        let luma = (0..<1_000).map { _ in UInt8.random(in: 225...239, using: &random) }
        XCTAssertEqual(PageInk.share(luma: luma), 0)
    }
}
