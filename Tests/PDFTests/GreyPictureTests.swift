import PDF
import XCTest

final class GreyPictureTests: XCTestCase {
    func testPictureIsReadBackNearly() throws {
        let luma = (0..<64 * 48).map { UInt8(truncatingIfNeeded: $0 % 64 * 4) }
        let picture = GreyPicture(luma: luma, width: 64, height: 48)
        let back = try GreyPicture(jpeg: picture.jpeg(quality: 90), maxSide: 64)
        XCTAssertEqual(back.width, 64)
        XCTAssertEqual(back.height, 48)
        for (a, b) in zip(back.luma, luma) { XCTAssertLessThan(abs(Int(a) - Int(b)), 12) }
    }

    func testPictureThatIsTooLargeIsRefused() throws {
        let file = try GreyPicture(luma: [UInt8](repeating: 9, count: 65), width: 65, height: 1)
            .jpeg(quality: 80)
        XCTAssertThrowsError(try GreyPicture(jpeg: file, maxSide: 64))
        XCTAssertThrowsError(try GreyPicture(jpeg: Array("no JPEG".utf8), maxSide: 64))
        XCTAssertThrowsError(try GreyPicture(jpeg: [], maxSide: 64))
    }
}
