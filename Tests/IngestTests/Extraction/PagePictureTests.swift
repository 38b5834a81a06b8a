import Worker
import XCTest

@testable import Ingest

/// Pictures come from a side that is not trusted.
final class PagePictureTests: XCTestCase {
    private let picture = PagePicture(luma: [1, 2, 3, 4, 5, 6], width: 3, height: 2)

    func testPictureIsReadBack() throws {
        XCTAssertEqual(try PagePicture(decoding: picture.encoded), picture)
        let reply = HelperReply.picture(picture, jpeg: [0xff, 0xd8], page: 7)
        guard case .picture(picture, jpeg: [0xff, 0xd8], page: 7) = try HelperReply(reply.frame)
        else { return XCTFail("another reply") }
    }

    func testRequestIsReadBack() throws {
        let request = PictureRequest(page: 300, side: 1_400, wantsFile: true, kept: [1, 2])
        guard case .picture(request) = try HelperRequest(HelperRequest.picture(request).frame)
        else { return XCTFail("another request") }
    }

    func testPictureWithMoreOrFewerPixelsThanItsSizeIsRefused() {
        for (width, height, count) in [(3, 2, 5), (3, 2, 7), (0, 2, 0), (20_000, 1, 20_000)] {
            var writer = ByteWriter()
            writer.write(count: width)
            writer.write(count: height)
            writer.write(bytes: [UInt8](repeating: 0, count: count))
            XCTAssertThrowsError(try PagePicture(decoding: writer.bytes), "\(width) × \(height)")
        }
    }

    func testCutPictureIsRefused() {
        for count in 0..<picture.encoded.count {
            XCTAssertThrowsError(try PagePicture(decoding: Array(picture.encoded.prefix(count))))
        }
        XCTAssertThrowsError(try PagePicture(decoding: picture.encoded + [0]))
    }
}
