import XCTest

@testable import PDF

final class QRCodeTests: XCTestCase {
    func testSmallestCodeHasItsFinderPatterns() throws {
        let code = try QRCode("A")
        XCTAssertEqual(code.side, 21)
        let area = Area(x: 0, y: 0, width: 29, height: 29)
        let top = code.darkAreas(in: area).filter { $0.y == 4 }
        XCTAssertEqual(top.first, Area(x: 4, y: 4, width: 7, height: 1))
        XCTAssertEqual(top.last, Area(x: 18, y: 4, width: 7, height: 1))
    }

    func testQuietZoneIsFree() throws {
        let area = Area(x: 10, y: 20, width: 100, height: 100)
        let code = try QRCode("https://documents.example/l/7Qm2xK9aZr")
        let edge = 4 * 100 / Double(code.side + 8) - 1e-9
        for dark in code.darkAreas(in: area) {
            XCTAssertGreaterThanOrEqual(dark.x, area.x + edge)
            XCTAssertLessThanOrEqual(dark.right, area.right - edge)
            XCTAssertGreaterThanOrEqual(dark.y, area.y + edge)
            XCTAssertLessThanOrEqual(dark.bottom, area.bottom - edge)
        }
    }

    func testTooLongIsRefused() {
        XCTAssertNoThrow(try QRCode(String(repeating: "a", count: 2_331)))
        for text in ["", String(repeating: "a", count: 2_332)] {
            XCTAssertThrowsError(try QRCode(text)) {
                XCTAssertEqual(($0 as? DrawingError)?.code, .badAddress)
            }
        }
    }
}
